package dev.runnel.connectors.jdbc.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What checkpoints keep of a reading of changes. */
class PositionFormTest {
    private static final Form<CdcPosition> FORM = PositionForm.POSITIONS;
    private static final List<Relation.Table> TABLES =
            List.of(new Relation.Table("c", null, "t"), new Relation.Table(null, "public", "\"odd\nname\" é"));

    static List<CdcPosition> positions() {
        CdcPosition named = CdcPosition.named("runnel_s_1");
        return List.of(
                named,
                named.of(TABLES),
                named.of(TABLES).behind(Map.of(), 0).inFile(7),
                named.of(TABLES)
                        .behind(
                                Map.of("file", "b.000001", "pos", 4L, "server_id", 1, "kept", true),
                                Long.MAX_VALUE,
                                new ArrayList<>(List.of("{\"ddl\":\"é\"}", "x".repeat(100_000)))));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void positionsComeBackAsTheyWere(CdcPosition position) throws IOException {
        assertThat(FORM.deserialize(FORM.getVersion(), FORM.serialize(position)))
                .isEqualTo(position);
    }

    @Test
    void checkpointsHaveThem() {
        assertThat(new Changes(SomeSettings.of("jdbc:mariadb://127.0.0.1/shop")).form())
                .contains(FORM);
    }

    @Test
    void aCheckpointOfAnotherFormIsRefusedWithWhatToDo() throws IOException {
        byte[] bytes = FORM.serialize(positions().get(0));
        for (int other : new int[] {1, 3}) {
            assertThatThrownBy(() -> FORM.deserialize(other, bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in form " + other)
                    .hasMessageContaining("reads form 2")
                    .hasMessageContaining("remove the job's folder of checkpoints");
        }
    }

    @Test
    void whatIsNoPartOfAPlaceIsNotWritten() {
        CdcPosition odd = CdcPosition.named("a").behind(Map.of("a", 1.5), 0);
        assertThatThrownBy(() -> FORM.serialize(odd)).hasMessageContaining("Double");
    }
}
