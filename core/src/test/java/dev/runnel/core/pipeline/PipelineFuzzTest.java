package dev.runnel.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in {@code runnel.yaml}, it is read as a pipeline or every mistake is named; nothing is thrown. */
class PipelineFuzzTest {
    /** How many damaged files are tried; more by hand with {@code -Drunnel.fuzz.inputs=N}. */
    private static final int INPUTS = Integer.getInteger("runnel.fuzz.inputs", 4000);

    private static final String PIPELINE =
            """
            name: shop
            description: A shop's events
            streams:
              events:
                source: { http: { path: /collect, health: /ping } }
                log: { topic: shop.raw, partitions: 6 }
                key: id
                event_time: event.timestamp
                unknown_fields: keep
                compatibility: full
                fields:
                  id:   bigint!
                  type: { type: string!, one_of: [click, view], max_length: 10, pattern: "[a-z]+" }
                  ip:   { type: string, format: ip, path: client.ip }
                  event:
                    type: row!
                    fields:
                      timestamp: { type: timestamp!, format: epoch_millis }
                      price:     { type: "decimal(10,2)", min: 0, max: 1e6, default: 0 }
                  tags: list<string>
                  more: map<json>
                invalid: { topic: shop.bad }
                to:
                  - table: { name: events }
            models:
              traffic:
                layer: gold
                key: [minute, type]
                sql: |
                  SELECT * FROM events
                to: { table: { name: traffic } }
            """;

    private static final List<String> PIECES = List.of(
            ":",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "|",
            ">",
            "#",
            "&a ",
            "*a",
            "!!int ",
            "? ",
            "---\n",
            "\n",
            "\t",
            "~",
            "null",
            "${env:X}",
            "${env:",
            "${file:/x}",
            "$$",
            "${env:HOME:-x}",
            "<<: ",
            "\u0000",
            "\u2028",
            "é",
            "😀",
            "list<",
            "map<row>",
            "decimal(99,2)",
            "decimal(,)",
            "bigint!!",
            "1e999999999",
            "-1",
            "0x7fffffffffffffff",
            "9999999999999999999",
            "*.*",
            "(?<",
            "[a-z",
            "..",
            "/../",
            "to: ",
            "fields: ",
            "streams: ");

    @TempDir
    static Path folder;

    @Test
    @Timeout(300)
    void damagedFilesAreReadOrTheirMistakesNamed() throws IOException {
        List<String> lines = PIPELINE.lines().toList();
        int read = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            byte[] damaged = damage(lines, random);
            Diagnostics out = new Diagnostics();
            Optional<Pipeline> pipeline = read(damaged, out);
            assertThat(pipeline.isPresent()).as("seed %s: %s", seed, out.all()).isEqualTo(!out.hasErrors());
            for (Diagnostic each : out.all()) {
                assertThat(each.message()).as("seed " + seed).isNotBlank();
                assertThat(each.at().line()).as("seed %s: %s", seed, each).isBetween(0, PIPELINE.length());
                assertThat(each.at().column()).as("seed %s: %s", seed, each).isNotNegative();
            }
            read += pipeline.isPresent() ? 1 : 0;
        }
        assertThat(read)
                .as("of " + INPUTS + " damaged files some are still right, most are not")
                .isBetween(INPUTS / 50, INPUTS * 4 / 5);
    }

    @Test
    @Timeout(60)
    void aFileThatGrowsWhenItIsReadIsRefused() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [ha]\n");
        for (int i = 1; i < 17; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        for (String text : List.of(laughs.toString(), "a: &a [*a, *a]\n", "a: &a { b: *a, c: *a }\n")) {
            Diagnostics out = new Diagnostics();
            assertThat(read(text.getBytes(StandardCharsets.UTF_8), out)).isEmpty();
            assertThat(out.all()).hasSizeLessThan(1000).anySatisfy(d -> assertThat(d.message())
                    .containsAnyOf("more than 100000 values", "nested deeper than 100"));
        }
    }

    private static Optional<Pipeline> read(byte[] text, Diagnostics out) throws IOException {
        Files.write(folder.resolve(PipelineReader.FILE), text);
        Connectors connectors = new Connectors(List.of(new HttpSource(), new TableConnector(), new ViewConnector()));
        return PipelineReader.read(folder, Map.of("HOME", "/home"), connectors, out);
    }

    private static byte[] damage(List<String> lines, Random random) {
        List<String> damaged = new ArrayList<>(lines);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int line = random.nextInt(damaged.size());
            switch (random.nextInt(5)) {
                case 0 -> damaged.remove(line);
                case 1 -> damaged.add(line, damaged.get(random.nextInt(damaged.size())));
                case 2 ->
                    damaged.set(
                            line,
                            " ".repeat(random.nextInt(8)) + damaged.get(line).strip());
                default -> damaged.set(line, damage(damaged.get(line), random));
            }
        }
        byte[] bytes = String.join("\n", damaged).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String damage(String line, Random random) {
        int from = random.nextInt(line.length() + 1);
        int to = Math.min(line.length(), from + random.nextInt(6));
        return line.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + line.substring(to);
    }
}
