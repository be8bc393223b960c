package dev.runnel.gateway.invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.contract.Contract;
import dev.runnel.gateway.Pipelines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MendingTest {
    private static final String YAML =
            """
            name: people
            streams:
              people:
                source: { http: {} }
                fields:
                  user: { type: string, path: login.uuid }
                  at:   { type: row, fields: { city: { type: string, path: place.city }, zip: string } }
                  tags: { type: list<string>, path: labels }
            """;

    @TempDir
    Path folder;

    @Test
    void findsWhereAFieldOfTheContractStandsInTheRecord() throws JsonEdit.Refused {
        assertThat(mend("user", "\"u\"", "{\"login\":{\"uuid\":1}}")).isEqualTo("{\"login\":{\"uuid\":\"u\"}}");
        assertThat(mend("at.city", "\"c\"", "{}")).isEqualTo("{\"place\":{\"city\":\"c\"}}");
        assertThat(mend("at.zip", "\"z\"", "{\"at\":{}}")).isEqualTo("{\"at\":{\"zip\":\"z\"}}");
        assertThat(mend("tags[1]", "\"t\"", "{\"labels\":[1,2]}")).isEqualTo("{\"labels\":[1,\"t\"]}");
    }

    @Test
    void takesPathsOfTheRecordToo() throws JsonEdit.Refused {
        assertThat(mend("login.uuid", "\"u\"", "{\"login\":{}}")).isEqualTo("{\"login\":{\"uuid\":\"u\"}}");
        assertThat(mend("other.thing", "1", "{}")).isEqualTo("{\"other\":{\"thing\":1}}");
        assertThatThrownBy(() -> mend("other..thing", "1", "{}")).isInstanceOf(JsonEdit.Refused.class);
    }

    private String mend(String path, String value, String record) throws JsonEdit.Refused {
        Contract contract =
                Pipelines.read(folder, YAML).stream("people").orElseThrow().contract();
        byte[] mended = Mending.of(Map.of(path, value), contract).mend(record.getBytes(StandardCharsets.UTF_8));
        return new String(mended, StandardCharsets.UTF_8);
    }
}
