package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connectors;
import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that is quicker than its log waits, so that what is in memory stays bounded. */
class BackPressureITCase {
    /** What the log takes in some four seconds; the source alone would have given half of all by then. */
    private static final int WRITTEN = 500;

    @TempDir
    Path folder;

    /** Split by split, as files and tables are read, and in a sequence, as topics, APIs and Drive are. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSourceWaitsForALogThatTakesLittle(boolean inSequence) throws Exception {
        CountingConnector.GIVEN.set(0);
        try (Running running = new Running(folder)) {
            Pipeline pipeline = running.read(
                    """
                    name: slow
                    streams:
                      rows:
                        source: { counting: {} }
                        fields: { id: bigint! }
                    """,
                    new Connectors(List.of(new CountingConnector("counting", inSequence))));
            running.quota(100_000);
            running.start(pipeline);
            running.await("some", () -> running.count("slow.rows") >= WRITTEN);
            assertThat(CountingConnector.GIVEN.get()).isLessThan(4 * WRITTEN);

            running.quota(Integer.MAX_VALUE);
            running.await("the rest", () -> running.count("slow.rows") >= CountingConnector.ALL);
            assertThat(running.values("slow.rows"))
                    .hasSize(CountingConnector.ALL)
                    .doesNotHaveDuplicates();
        }
    }
}
