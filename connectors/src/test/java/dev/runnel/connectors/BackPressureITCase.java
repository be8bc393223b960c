package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connectors;
import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is quicker than its log waits, so that what is in memory stays bounded. */
class BackPressureITCase {
    /** What the log takes in some eight seconds; the source alone would have given all by then. */
    private static final int WRITTEN = 1000;

    @TempDir
    Path folder;

    @Test
    void aSourceWaitsForALogThatTakesLittle() throws Exception {
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(
                    """
                    name: slow
                    streams:
                      rows:
                        source: { counting: {} }
                        fields: { id: bigint! }
                    """,
                    new Connectors(List.of(new CountingConnector())));
            running.quota(100_000);
            running.start(pipeline);
            running.await("some", () -> running.records("slow.rows").size() >= WRITTEN);
            assertThat(CountingConnector.GIVEN.get()).isLessThan(4 * WRITTEN);

            running.quota(Integer.MAX_VALUE);
            running.await("the rest", () -> running.records("slow.rows").size() >= CountingConnector.ALL);
            assertThat(running.values("slow.rows"))
                    .hasSize(CountingConnector.ALL)
                    .doesNotHaveDuplicates();
        }
    }
}
