package dev.runnel.core.connector;

import java.util.Optional;

/**
 * One option, declared once: the parser, the check, the reference page and the JSON Schema are made from it. Compared by
 * identity; hold each in a constant and read it with {@link Settings#get}.
 *
 * @param <T> the Java type of its value
 */
public final class Option<T> {
    private final String name;
    private final Kind<T> kind;
    private final boolean required;
    private final Optional<T> fallback;
    private final String doc;

    private Option(String name, Kind<T> kind, boolean required, Optional<T> fallback, String doc) {
        this.name = name;
        this.kind = kind;
        this.required = required;
        this.fallback = fallback;
        this.doc = doc;
    }

    /** An option that may be left out and then has no value. */
    public static <T> Option<T> of(String name, Kind<T> kind, String doc) {
        return new Option<>(name, kind, false, Optional.empty(), doc);
    }

    /** The same option, but leaving it out is an error. */
    public Option<T> needed() {
        return new Option<>(name, kind, true, Optional.empty(), doc);
    }

    /** The same option with the value it has when left out. */
    public Option<T> or(T value) {
        return new Option<>(name, kind, false, Optional.of(value), doc);
    }

    public String name() {
        return name;
    }

    public Kind<T> kind() {
        return kind;
    }

    public boolean required() {
        return required;
    }

    public Optional<T> fallback() {
        return fallback;
    }

    /** One or two sentences for the reference page and editors. */
    public String doc() {
        return doc;
    }
}
