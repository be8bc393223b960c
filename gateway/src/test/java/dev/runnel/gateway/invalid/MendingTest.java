package dev.runnel.gateway.invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.record.WireFormat;
import dev.runnel.gateway.Pipelines;
import dev.runnel.schema.wire.WireContract;
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

    @Test
    void findsFieldsOfTheLogsRecordsUnderTheirOwnNames() throws JsonEdit.Refused {
        byte[] record = "{\"user\":1,\"at\":{}}".getBytes(StandardCharsets.UTF_8);
        byte[] mended = mending(Map.of("user", "\"u\"")).mendKept(record);
        assertThat(new String(mended, StandardCharsets.UTF_8)).isEqualTo("{\"user\":\"u\",\"at\":{}}");
        mended = mending(Map.of("at.city", "\"c\"")).mendKept(record);
        assertThat(new String(mended, StandardCharsets.UTF_8)).isEqualTo("{\"user\":1,\"at\":{\"city\":\"c\"}}");
    }

    private String mend(String path, String value, String record) throws JsonEdit.Refused {
        byte[] mended = mending(Map.of(path, value)).mend(record.getBytes(StandardCharsets.UTF_8));
        return new String(mended, StandardCharsets.UTF_8);
    }

    private Mending mending(Map<String, String> values) throws JsonEdit.Refused {
        Contract contract =
                Pipelines.read(folder, YAML).stream("people").orElseThrow().contract();
        return Mending.of(values, contract, WireContract.of(WireFormat.AVRO, contract));
    }
}
