package dev.runnel.cli.embedded;

import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the database with the first query: loading its native library takes longer than starting the gateway. */
final class LazyQuery implements QueryEngine {
    private Supplier<QueryEngine> open;
    private @Nullable QueryEngine engine;

    LazyQuery(Supplier<QueryEngine> open) {
        this.open = open;
    }

    @Override
    public QueryResult query(String sql, QueryLimits limits) {
        return engine().query(sql, limits);
    }

    private synchronized QueryEngine engine() {
        QueryEngine opened = engine;
        if (opened == null) {
            opened = open.get();
            engine = opened;
        }
        return opened;
    }

    /** Opens another one with the next query. */
    synchronized void renew(Supplier<QueryEngine> other) {
        close();
        open = other;
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
