package dev.runnel.connectors.query;

import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.query.QueryException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's errors as a user of a pipeline should read them. */
final class DuckErrors {
    private static final Pattern NO_TABLE = Pattern.compile("Table with name (.+?) does not exist");
    private static final Pattern NO_MEMORY = Pattern.compile("^Out of Memory Error");

    /** Where DuckDB shows the place of a mistake, in a statement that is not quite the one that was asked. */
    private static final Pattern PLACE = Pattern.compile("\n\nLINE \\d+:");

    private DuckErrors() {}

    /**
     * @param tables the names that exist
     */
    static QueryException translate(SQLException e, Collection<String> tables) {
        String message = String.valueOf(e.getMessage());
        Matcher noTable = NO_TABLE.matcher(message);
        if (noTable.find()) {
            String closest = ClosestName.of(noTable.group(1), tables)
                    .map(name -> "did you mean '" + name + "'? ")
                    .orElse("");
            String valid = tables.isEmpty() ? "this pipeline lands none in the lake" : String.join(", ", tables);
            return new QueryException(
                    "there is no table '" + noTable.group(1) + "'; " + closest + "there are: " + valid, e);
        }
        if (NO_MEMORY.matcher(message).find()) {
            return new QueryException("the query needs more than the 256 MB it may use; narrow or aggregate it", e);
        }
        return new QueryException(PLACE.split(message, 2)[0].strip(), e);
    }
}
