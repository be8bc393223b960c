package dev.runnel.bench.files;

import dev.runnel.bench.run.Metric;

/** What is read. */
enum Format {
    CSV("csv"),
    NDJSON("ndjson");

    private final String word;

    Format(String word) {
        this.word = word;
    }

    /** Also its folder, and the ending of its files. */
    String word() {
        return word;
    }

    Metric metric() {
        return Metric.higher(word, "rows/s");
    }
}
