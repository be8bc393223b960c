package dev.runnel.bench.spark;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark from newline-delimited JSON to Parquet: {@code settings=FILE schema=FILE warm-up=FILE from=FILE to=DIR}. */
public final class SparkLand {
    private SparkLand() {}

    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        SparkSession spark = Sessions.of(arguments.path("settings"));
        String schema = Files.readString(arguments.path("schema")).strip();
        Path to = arguments.path("to");
        land(spark, schema, arguments.path("warm-up"), to.resolveSibling("warm-up"));
        cue.awaitBegin();
        land(spark, schema, arguments.path("from"), to);
        cue.done();
    }

    private static void land(SparkSession spark, String schema, Path from, Path to) {
        spark.read().schema(schema).json(from.toString()).write().parquet(to.toString());
    }
}
