package dev.runnel.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The example atlas with more rows than it comes with, and files that are made often. */
final class AtlasCopy {
    private static final Path EXAMPLE = Path.of("..", "examples", "atlas");
    private static final int BAD = 1000;

    private AtlasCopy() {}

    /** Makes the pipeline's folder; every thousandth row has an age that is no number. */
    static Path make(Path folder, int rows) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("atlas"));
        String yaml = Files.readString(EXAMPLE.resolve("runnel.yaml"));
        Files.writeString(copy.resolve("runnel.yaml"), yaml.replace("system_columns: false", "roll: { every: 200ms }"));
        Path csv = Files.createDirectories(copy.resolve("data")).resolve("ecommerce_transactions.csv");
        List<String> given = Files.readAllLines(EXAMPLE.resolve("data/ecommerce_transactions.csv"));
        StringBuilder text = new StringBuilder(given.get(0)).append('\n');
        for (int i = 0; i < rows; i++) {
            text.append(i).append(",Ava Hall,").append(i % BAD == BAD - 1 ? "unknown" : "33");
            text.append(",Norway,Books,12.50,PayPal,2026-04-14\n");
        }
        Files.writeString(csv, text);
        return copy;
    }

    /** How many of so many rows are good. */
    static int good(int rows) {
        return rows - rows / BAD;
    }
}
