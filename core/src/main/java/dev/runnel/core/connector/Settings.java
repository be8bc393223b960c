package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The parsed options of one declared thing, with the place of each. Immutable. */
public final class Settings {
    private final Location at;
    private final Map<Option<?>, Value> values;

    /** A parsed value and where it stands. */
    public record Value(Object value, Location at) {}

    public Settings(Location at, Map<Option<?>, Value> values) {
        this.at = at;
        this.values = Map.copyOf(values);
    }

    /** Settings with nothing set. */
    public static Settings empty(Location at) {
        return new Settings(at, Map.of());
    }

    /** The value given, else the option's fallback; empty when there is neither. */
    @SuppressWarnings("unchecked") // Kind<T> made the value from the Option<T> that is its key
    public <T> Optional<T> find(Option<T> option) {
        Value given = values.get(option);
        return given == null ? option.fallback() : Optional.of((T) given.value());
    }

    /**
     * The value of an option that is required or has a fallback.
     *
     * @throws NoSuchElementException when it is neither, which is a mistake in the program
     */
    public <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new NoSuchElementException("option '" + option.name() + "' has no value at " + at));
    }

    /** The names of the options whose values differ, sorted; a value may be a secret, so only names are told. */
    public List<String> changed(Settings other) {
        Set<Option<?>> options = new HashSet<>(values.keySet());
        options.addAll(other.values.keySet());
        return options.stream()
                .filter(option -> !same(find(option), other.find(option)))
                .map(Option::name)
                .sorted()
                .toList();
    }

    /** Where the option was written, else where the whole thing stands. */
    public Location at(Option<?> option) {
        Value given = values.get(option);
        return given == null ? at : given.at();
    }

    public Location at() {
        return at;
    }

    /** Whether other settings say the same, wherever they are written. */
    public boolean sameAs(Settings other) {
        return values.keySet().equals(other.values.keySet())
                && values.keySet().stream().allMatch(o -> same(find(o), other.find(o)));
    }

    private static boolean same(Object a, Object b) {
        if (a instanceof Settings x && b instanceof Settings y) {
            return x.sameAs(y);
        }
        if (a instanceof Optional<?> x && b instanceof Optional<?> y) {
            return x.isPresent() == y.isPresent() && (x.isEmpty() || same(x.get(), y.orElseThrow()));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return x.size() == y.size() && IntStream.range(0, x.size()).allMatch(i -> same(x.get(i), y.get(i)));
        }
        return a.equals(b);
    }
}
