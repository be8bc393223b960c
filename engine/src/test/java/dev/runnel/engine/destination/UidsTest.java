package dev.runnel.engine.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.pipeline.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UidsTest {
    private static final Location AT = Location.of(Path.of("runnel.yaml"));

    @Test
    void countsDestinationsOfOneTypeOnly() {
        Endpoint first = endpoint("lake");
        Endpoint between = endpoint("csv");
        Endpoint second = endpoint("lake");
        List<Endpoint> all = List.of(first, between, second);

        assertThat(all.stream().map(d -> Uids.of("events", all, d)))
                .containsExactly("events/lake/0", "events/csv/0", "events/lake/1");
    }

    @Test
    void aDigestTellsWhereOnePartEnds() {
        assertThat(Uids.digest("ab", "c")).isNotEqualTo(Uids.digest("a", "bc")).hasSize(12);
        assertThat(Uids.digest("ab", "c")).isEqualTo(Uids.digest("ab", "c"));
    }

    private static Endpoint endpoint(String type) {
        ConnectorSpec spec = new ConnectorSpec(type, Role.DESTINATION, "", List.of(), Set.of(), List.of());
        return new Endpoint(() -> spec, Settings.empty(AT), AT);
    }
}
