package dev.runnel.connectors.query;

import dev.runnel.connectors.Fixture;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lake of a stream {@code events} and a model {@code totals}, in a folder whose name has every awkward sign. */
final class QueriedLake implements AutoCloseable {
    static final QueryLimits LIMITS = new QueryLimits(1000, Duration.ofSeconds(20));

    private final Path folder;
    private final LakeQuery query;

    QueriedLake(Path temporary) throws IOException {
        folder = temporary.resolve("a [folder] with*signs and 'quotes'");
        Files.createDirectories(root());
        Pipeline pipeline = Fixture.pipeline(
                List.of(
                        Fixture.stream(
                                "events",
                                Fixture.CLICKS,
                                Fixture.lake("{ table: clickstream-data, partition_by: [type] }")),
                        Fixture.stream("plain", Fixture.CLICKS)),
                List.of(Fixture.model("totals", Fixture.lake("{ table: gold/totals }"))));
        query = new LakeQuery(pipeline, Fixture.environment(folder));
    }

    /** The lake's own folder. */
    Path root() {
        return folder.resolve("lake");
    }

    /** The folder of the lake and of everything else. */
    Path folder() {
        return folder;
    }

    /** Puts a Parquet file there with the rows of a SELECT, written by a DuckDB of the test's own. */
    void file(String path, String select) throws IOException, SQLException {
        Path file = root().resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        }
    }

    QueryResult query(String sql, QueryLimits limits) {
        return query.query(sql, limits);
    }

    List<List<@Nullable Object>> rows(String sql) {
        return query(sql, LIMITS).rows();
    }

    @Override
    public void close() {
        query.close();
    }
}
