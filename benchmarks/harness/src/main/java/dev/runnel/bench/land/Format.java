package dev.runnel.bench.land;

import dev.runnel.bench.count.IcebergTable;
import dev.runnel.bench.count.Landed;
import dev.runnel.bench.count.LandedFiles;
import java.nio.file.Path;

/** What is written. */
public enum Format {
    PARQUET("land", "Parquet with zstd", "land/stock-flink.sql", 4, 1),
    ICEBERG("land-iceberg", "an Iceberg table", "land/stock-flink-iceberg.sql", 3, 0.9);

    private final String benchmark;
    private final String description;
    private final String flinkScript;
    private final double reachOfFlink;
    private final double reachOfLimit;

    Format(String benchmark, String description, String flinkScript, double reachOfFlink, double reachOfLimit) {
        this.benchmark = benchmark;
        this.description = description;
        this.flinkScript = flinkScript;
        this.reachOfFlink = reachOfFlink;
        this.reachOfLimit = reachOfLimit;
    }

    String benchmark() {
        return benchmark;
    }

    String description() {
        return description;
    }

    String flinkScript() {
        return flinkScript;
    }

    double reachOfFlink() {
        return reachOfFlink;
    }

    double reachOfLimit() {
        return reachOfLimit;
    }

    /** As {@code runnel.yaml} names it. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What a reader sees of a table in a folder. */
    Landed landed(Path folder) {
        return this == ICEBERG ? new IcebergTable(folder) : new LandedFiles(folder);
    }
}
