package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds a model's query, in the YAML or in its own file, and where it begins. */
final class QueryText {
    private final Path directory;
    private final Diagnostics out;

    QueryText(Path directory, Diagnostics out) {
        this.directory = directory;
        this.out = out;
    }

    /**
     * A query and the place of its first character; column {@code c} of its line {@code l} stands in the file at line
     * {@code at.line + l - 1}, column {@code at.column + c - 1}.
     */
    record Query(String sql, Location at) {}

    Optional<Query> of(NamedKind.Named model, Settings settings) {
        Optional<String> given = settings.find(Declarations.SQL);
        if (given.isPresent() && !isFile(given.get())) {
            return clean(given.get(), begin(settings.at(Declarations.SQL)));
        }
        Path file = directory.resolve(given.orElse("models/" + model.name() + ".sql"));
        try {
            return clean(Files.readString(file), new Location(file, 1, 1, ""));
        } catch (IOException e) {
            String how = given.isPresent() ? "is the name right?" : "write the query there, or add 'sql:' to the model";
            out.error(Code.FILE_MISSING, settings.at(Declarations.SQL), "the file " + file + " cannot be read", how);
            return Optional.empty();
        }
    }

    private static boolean isFile(String text) {
        return text.strip().endsWith(".sql") && text.strip().matches("\\S+");
    }

    /**
     * Where a text's first character stands: a block's on the next line, at that line's indentation, a quoted one's after
     * the quote, any other's where the value stands.
     */
    static Location begin(Location value) {
        try {
            List<String> lines = Files.readAllLines(value.file());
            String line = lines.get(value.line() - 1).substring(value.column() - 1);
            if (line.startsWith("\"") || line.startsWith("'")) {
                return new Location(value.file(), value.line(), value.column() + 1, value.pointer());
            }
            if (!line.matches("[|>][-+0-9]*\\s*(#.*)?") || value.line() >= lines.size()) {
                return value;
            }
            String first = lines.get(value.line());
            int indent = first.length() - first.stripLeading().length();
            return new Location(value.file(), value.line() + 1, indent + 1, value.pointer());
        } catch (IOException | IndexOutOfBoundsException e) {
            return value; // a place less exact is better than none
        }
    }

    private Optional<Query> clean(String sql, Location at) {
        String text = sql.stripTrailing();
        if (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        if (text.isBlank()) {
            out.error(Code.BAD_SQL, at, "the query is empty");
            return Optional.empty();
        }
        return Optional.of(new Query(text, at));
    }
}
