package dev.runnel.core.query;

/** Read-only SQL over everything a pipeline landed. Thread safe. */
public interface QueryEngine extends AutoCloseable {

    /**
     * Runs one query.
     *
     * @throws QueryException when the SQL is refused (with the database's message), writes, or takes too long
     */
    QueryResult query(String sql, QueryLimits limits);

    @Override
    void close();
}
