package dev.runnel.connectors.jdbc.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdcSpecTest {
    private static final String POSTGRES = "url: \"jdbc:postgresql://127.0.0.1/shop\", user: u, tables: a";

    @TempDir
    Path folder;

    @Test
    void aSourceWithItsOperationIsRight() throws IOException {
        assertThat(check(POSTGRES, "id: bigint!, op: { type: string!, path: _op }"))
                .isEmpty();
        assertThat(check(POSTGRES + ", deletes: skip", "id: bigint!")).isEmpty();
    }

    @Test
    void deletesMustBeToldFromOtherRows() throws IOException {
        assertThat(check(POSTGRES, "id: bigint!"))
                .singleElement()
                .satisfies(d -> assertThat(d.suggestion().orElseThrow()).contains("path: _op", "deletes: skip"));
    }

    @Test
    void otherDatabasesAreRefused() throws IOException {
        assertThat(check("url: \"jdbc:h2:mem:a\", user: u, tables: a, deletes: skip", "id: bigint!"))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("PostgreSQL, MySQL and MariaDB only"));
    }

    @Test
    void allThatKeepsABinaryLogIsRight() throws IOException {
        for (String kind : List.of("mysql", "mariadb")) {
            assertThat(check(
                            "url: \"jdbc:" + kind + "://127.0.0.1/shop\", user: u, tables: a, deletes: skip",
                            "id: bigint!"))
                    .isEmpty();
            assertThat(check(
                            "url: \"jdbc:" + kind + "://127.0.0.1/\", user: u, tables: a, deletes: skip",
                            "id: bigint!"))
                    .singleElement()
                    .satisfies(d -> assertThat(d.suggestion().orElseThrow())
                            .isEqualTo("write it as jdbc:" + kind + "://host:port/database"));
        }
    }

    @Test
    void anAddressOfSeveralHostsIsRefused() throws IOException {
        assertThat(check("url: \"jdbc:postgresql://a,b/shop\", user: u, tables: a, deletes: skip", "id: bigint!"))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("one host"));
    }

    @Test
    void theAddressIsTakenApart() {
        ServerAddress address = ServerAddress.of("jdbc:postgresql://db.local:6432/shop?sslmode=require&a=b%20c")
                .orElseThrow();
        assertThat(address.host()).isEqualTo("db.local");
        assertThat(address.portOr(5432)).isEqualTo(6432);
        assertThat(address.database()).isEqualTo("shop");
        assertThat(address.parameters()).isEqualTo(Map.of("sslmode", "require", "a", "b c"));
    }

    private List<Diagnostic> check(String options, String fields) throws IOException {
        Files.writeString(
                folder.resolve(PipelineReader.FILE),
                "name: base\nstreams:\n  a:\n    source: { cdc: { " + options + " } }\n    fields: { " + fields
                        + " }\n");
        Diagnostics out = new Diagnostics();
        PipelineReader.read(folder, Map.of(), out);
        return out.all();
    }
}
