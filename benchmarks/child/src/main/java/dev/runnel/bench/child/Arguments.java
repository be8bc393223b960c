package dev.runnel.bench.child;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A measured process's command line: words of the form {@code name=value}. */
public final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when a word has no {@code =}
     */
    public static Arguments of(String[] words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is not name=value");
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Arguments(values);
    }

    /** Whether there is a value of a name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a name that must be there. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + "= is missing; there are " + values.keySet());
        }
        return value;
    }

    /** The same as a whole number. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** The same as files or folders with commas between. */
    public List<Path> paths(String name) {
        return Stream.of(text(name).split(",")).map(Path::of).toList();
    }

    /** The same as a file or folder. */
    public Path path(String name) {
        return Path.of(text(name));
    }
}
