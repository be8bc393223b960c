package dev.runnel.connectors.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.csv.CsvFormat;
import dev.runnel.connectors.format.csv.CsvRecords;
import dev.runnel.connectors.format.json.JsonLines;
import dev.runnel.connectors.format.json.JsonValues;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.text.Compression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.junit.jupiter.api.Test;

/** Records that are larger than the memory there is: they cost no more of it than others do. */
class EndlessRecordTest {
    /** More than the heap of the tests. */
    private static final long BYTES = 1_200_000_000L;

    /** A beginning, very many times the same character, and an end. */
    private record Endless(byte[] begin, byte[] end) implements DataFile {
        static Endless of(String begin, String end) {
            return new Endless(begin.getBytes(StandardCharsets.US_ASCII), end.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public String name() {
            return "endless";
        }

        @Override
        public long length() {
            return begin.length + BYTES + end.length;
        }

        @Override
        public FSDataInputStream open() {
            return new FSDataInputStream() {
                private long at;

                @Override
                public void seek(long position) {
                    at = position;
                }

                @Override
                public long getPos() {
                    return at;
                }

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    if (at >= length()) {
                        return -1;
                    }
                    int count;
                    if (at < begin.length) {
                        count = Math.min(most, begin.length - (int) at);
                        System.arraycopy(begin, (int) at, into, from, count);
                    } else if (at < begin.length + BYTES) {
                        count = (int) Math.min(most, begin.length + BYTES - at);
                        Arrays.fill(into, from, from + count, (byte) '1');
                    } else {
                        int behind = (int) (at - begin.length - BYTES);
                        count = Math.min(most, end.length - behind);
                        System.arraycopy(end, behind, into, from, count);
                    }
                    at += count;
                    return count;
                }
            };
        }
    }

    private static void check(Given.Opening opening, String first, String last) {
        List<String> read = Given.texts(opening);
        assertThat(read).hasSize(3).startsWith(first).endsWith(last);
        assertThat(read.get(1)).startsWith("too_large ").hasSizeLessThan(70_000);
    }

    @Test
    void aLineOfNdjson() {
        DataFile file = Endless.of("{\"a\":1}\n{\"b\":", "}\n{\"c\":2}");
        check(from -> JsonLines.open(file, Compression.NONE, Optional.empty(), from), "{\"a\":1}", "{\"c\":2}");
    }

    @Test
    void aRowOfCsv() {
        DataFile file = Endless.of("a\n1\n\"x\",", "\n2\n");
        check(
                from -> CsvRecords.open(file, Compression.NONE, CsvFormat.STANDARD, Given.NOTHING, from),
                "{\"a\":\"1\"}",
                "{\"a\":\"2\"}");
    }

    @Test
    void aTextInAnElementOfJson() {
        DataFile file = Endless.of("[{\"a\":1},{\"b\":\"", "\"},{\"c\":2}]");
        check(from -> JsonValues.open(file, Compression.NONE, Optional.empty(), from), "{\"a\":1}", "{\"c\":2}");
    }
}
