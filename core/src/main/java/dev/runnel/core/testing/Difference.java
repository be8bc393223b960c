package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Location;
import java.util.List;

/** One way in which rows are not as expected. Texts of rows and values are YAML on one line. */
public sealed interface Difference {

    /** A row that was expected and did not come. */
    record Missing(String row, Location at) implements Difference {}

    /** A row that came and was not expected. */
    record Unexpected(String row) implements Difference {}

    /**
     * A row that came with other values.
     *
     * @param same the columns that are as expected, as a row
     */
    record Changed(String same, List<Cell> cells, Location at) implements Difference {
        public Changed {
            cells = List.copyOf(cells);
        }
    }

    /** One column of a changed row. */
    record Cell(String column, String expected, String actual) {}
}
