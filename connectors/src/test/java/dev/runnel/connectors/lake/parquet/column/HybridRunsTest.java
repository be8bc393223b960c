package dev.runnel.connectors.lake.parquet.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HybridRunsTest {
    private final HybridRuns runs = new HybridRuns();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 20, 31})
    void parquetJavaReadsWhatIsWritten(int width) throws IOException {
        SplittableRandom random = new SplittableRandom(width);
        for (int round = 0; round < 200; round++) {
            int[] values = values(random, random.nextInt(1, 400), width);
            runs.clear();
            runs.putAll(values, values.length, width);
            assertThat(read(values.length, width)).isEqualTo(values);
        }
    }

    /** Runs of all lengths, and single values between them. */
    private static int[] values(SplittableRandom random, int count, int width) {
        int[] values = new int[count];
        int bound = width == 31 ? Integer.MAX_VALUE : 1 << width;
        for (int i = 0; i < count; ) {
            int value = random.nextInt(bound);
            int times = random.nextBoolean() ? 1 : random.nextInt(1, 30);
            for (int n = 0; n < times && i < count; n++) {
                values[i++] = value;
            }
        }
        return values;
    }

    @Test
    void aLongRunTakesAFewBytes() throws IOException {
        int[] values = IntStream.generate(() -> 300).limit(1_000_000).toArray();
        runs.putAll(values, values.length, 9);

        assertThat(runs.size()).isLessThan(10);
        assertThat(read(values.length, 9)).isEqualTo(values);
    }

    private int[] read(int count, int width) throws IOException {
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(width, runs.content().toInputStream());
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = decoder.readInt();
        }
        return values;
    }
}
