package dev.runnel.core.yaml;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts in {@code ${env:NAME}}, {@code ${env:NAME:-fallback}} and {@code ${file:path}}; {@code $$} is one dollar sign. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\{(env|file):([^}:]+)(?::-([^}]*))?}");

    private final Path directory;
    private final Map<String, String> environment;

    Variables(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    boolean occurIn(String text) {
        return text.indexOf('$') >= 0 && REFERENCE.matcher(text).find();
    }

    String resolve(String text, Location at, Diagnostics out) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (reference.find()) {
            String value = reference.group().equals("$$") ? "$" : value(reference, at, out);
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(resolved).toString();
    }

    private String value(Matcher reference, Location at, Diagnostics out) {
        String name = reference.group(2);
        Optional<String> fallback = Optional.ofNullable(reference.group(3));
        if (reference.group(1).equals("env")) {
            Optional<String> given = Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
            return given.or(() -> fallback).orElseGet(() -> {
                out.error(
                        Code.VARIABLE_UNSET,
                        at,
                        "the environment variable " + name + " is not set",
                        "set it, or give a fallback: ${env:" + name + ":-value}");
                return "";
            });
        }
        try {
            return Files.readString(directory.resolve(name)).strip();
        } catch (IOException e) {
            return fallback.orElseGet(() -> {
                out.error(
                        Code.VARIABLE_UNSET,
                        at,
                        "the file " + name + " cannot be read",
                        "it is looked for in " + directory);
                return "";
            });
        }
    }
}
