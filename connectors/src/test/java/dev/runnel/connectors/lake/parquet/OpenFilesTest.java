package dev.runnel.connectors.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new BigIntType(), VarCharType.STRING_TYPE}, new String[] {"id", "s"});
    private static final long BOUND = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void manyOpenPartitionsShareTheBound() throws IOException, SQLException {
        OpenFiles open = new OpenFiles(Codec.NONE, 128 << 20, BOUND);
        List<FSDataOutputStream> outs = new ArrayList<>();
        List<ParquetFile> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            FSDataOutputStream out = new LocalDataOutputStream(
                    folder.resolve("part-" + i + ".parquet").toFile());
            outs.add(out);
            files.add(new ParquetFile(LandedColumns.all(TYPE), ParquetSchema.of(TYPE), open, out));
        }
        long most = 0;
        for (int i = 0; i < 60_000; i++) {
            files.get(i % files.size())
                    .addElement(GenericRowData.of((long) i, StringData.fromString("x".repeat(1000) + i)));
            most = Math.max(most, open.held());
        }
        for (int i = 0; i < files.size(); i++) {
            files.get(i).finish();
            outs.get(i).close();
        }

        assertThat(most).isBetween(BOUND / 2, BOUND + (1 << 20));
        assertThat(open.held()).isZero();
        assertThat(Files.size(folder.resolve("part-7.parquet"))).isGreaterThan(200 * 1000);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT id), count(DISTINCT s) FROM '" + folder + "/*.parquet'")) {
            rows.next();
            assertThat(List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                    .containsExactly(60_000L, 60_000L, 60_000L);
        }
    }
}
