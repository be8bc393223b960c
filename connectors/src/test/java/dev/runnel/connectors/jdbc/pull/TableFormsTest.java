package dev.runnel.connectors.jdbc.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.jdbc.source.Interval;
import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.connectors.jdbc.source.Split;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What checkpoints keep of tables. */
class TableFormsTest {
    private static final Interval INTERVAL = new Interval("2026-01-01 10:00:00", null, false, Duration.ofSeconds(5));
    private static final Relation TABLE = new Relation.Table(null, "shop", "\"odd\nname\" é");
    private static final Relation QUERY = new Relation.Query("SELECT 1");

    static List<TableSplit> splits() {
        return List.of(
                new TableSplit(0, new Split(TABLE, null, null, false, null), Position.START),
                new TableSplit(
                        Long.MAX_VALUE,
                        new Split(new Relation.Table("c", null, "t"), "", "99", true, INTERVAL),
                        new Position.AfterKey(List.of("a", "", "\u0000"))),
                new TableSplit(
                        7,
                        new Split(QUERY, "1", null, false, new Interval(null, "9", true, Duration.ZERO)),
                        new Position.AfterRows(Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void splitsComeBackAsTheyWere(TableSplit split) throws IOException {
        byte[] bytes = TableForms.SPLITS.serialize(split);
        assertThat(TableForms.SPLITS.deserialize(TableForms.SPLITS.getVersion(), bytes))
                .isEqualTo(split);
    }

    @Test
    void whatIsRememberedComesBackAsItWas() throws IOException {
        Planned planned = new Planned(17, Map.of(TABLE, INTERVAL, QUERY, new Interval("a", "b", true, Duration.ZERO)));
        byte[] bytes = TableForms.PLANNED.serialize(planned);
        assertThat(TableForms.PLANNED.deserialize(2, bytes)).isEqualTo(planned);
    }

    @Test
    void aCheckpointOfTheFirstFormIsRefusedWithWhatToDo() throws IOException {
        byte[] bytes = TableForms.SPLITS.serialize(splits().get(0));
        assertThatThrownBy(() -> TableForms.SPLITS.deserialize(1, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has tables in form 1")
                .hasMessageContaining("reads form 2")
                .hasMessageContaining("remove the job's folder of checkpoints");
        assertThatThrownBy(() -> TableForms.PLANNED.deserialize(1, bytes)).hasMessageContaining("in form 1");
    }
}
