package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.Database;
import java.io.Serializable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rows are read from. */
public sealed interface Relation extends Serializable {

    /** The name in messages and places. */
    String shown();

    /** How it stands behind {@code FROM}. */
    String from(Database database);

    /**
     * A table or view.
     *
     * @param catalog null where the connection's own is meant, or there are none
     */
    record Table(@Nullable String catalog, @Nullable String schema, String name) implements Relation {
        @Override
        public String shown() {
            return Stream.of(catalog, schema, name).filter(part -> part != null).collect(Collectors.joining("."));
        }

        @Override
        public String from(Database database) {
            return Stream.of(catalog, schema, name)
                    .filter(part -> part != null)
                    .map(database::quote)
                    .collect(Collectors.joining("."));
        }
    }

    /** A query's result. */
    record Query(String sql) implements Relation {
        public Query {
            sql = sql.strip().replaceFirst(";\\s*$", "");
        }

        @Override
        public String shown() {
            return "query";
        }

        @Override
        public String from(Database database) {
            return "(" + sql + ") q";
        }
    }
}
