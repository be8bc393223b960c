package dev.runnel.bench.spark;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** Spark from newline-delimited JSON to Parquet: {@code settings=FILE schema=FILE warm-up=FILE from=FILE to=DIR}. */
public final class SparkLand {
    private SparkLand() {}

    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        SparkSession spark = session(arguments.path("settings"));
        String schema = Files.readString(arguments.path("schema")).strip();
        Path to = arguments.path("to");
        land(spark, schema, arguments.path("warm-up"), to.resolveSibling("warm-up"));
        cue.awaitBegin();
        land(spark, schema, arguments.path("from"), to);
        cue.done();
    }

    private static SparkSession session(Path file) throws IOException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(in);
        }
        SparkSession.Builder builder = SparkSession.builder();
        settings.stringPropertyNames().forEach(name -> builder.config(name, settings.getProperty(name)));
        return builder.getOrCreate();
    }

    private static void land(SparkSession spark, String schema, Path from, Path to) {
        spark.read().schema(schema).json(from.toString()).write().parquet(to.toString());
    }
}
