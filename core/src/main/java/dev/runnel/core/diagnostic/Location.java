package dev.runnel.core.diagnostic;

import java.nio.file.Path;

/**
 * Where something stands in a user's file. The only way to report a user's mistake.
 *
 * @param file the file as the user named it
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based; 0 when the whole line is meant
 * @param pointer dotted path of the node, {@code streams.events.fields.id}; empty for the root
 */
public record Location(Path file, int line, int column, String pointer) {

    /** The whole of a file, for mistakes that have no line. */
    public static Location of(Path file) {
        return new Location(file, 0, 0, "");
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file.toString();
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
