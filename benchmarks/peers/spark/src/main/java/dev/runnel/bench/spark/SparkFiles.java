package dev.runnel.bench.spark;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark from folders of text to Parquet: {@code settings=FILE schema=FILE warm-up=DIR,... from=DIR,... to=DIR,...}, CSV
 * with a header where the folder is called {@code csv}, and else newline-delimited JSON.
 */
public final class SparkFiles {
    private SparkFiles() {}

    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        SparkSession spark = Sessions.of(arguments.path("settings"));
        String schema = Files.readString(arguments.path("schema")).strip();
        List<Path> warmUps = arguments.paths("warm-up");
        List<Path> from = arguments.paths("from");
        List<Path> to = arguments.paths("to");
        for (int i = 0; i < from.size(); i++) {
            Path warm = to.get(i).resolveSibling("warm-" + to.get(i).getFileName());
            read(spark, schema, warmUps.get(i)).write().parquet(warm.toString());
            cue.awaitBegin();
            read(spark, schema, from.get(i)).write().parquet(to.get(i).toString());
            cue.awaitBegin();
        }
        cue.awaitBegin();
        cue.awaitEnd();
        System.exit(0);
    }

    private static Dataset<Row> read(SparkSession spark, String schema, Path from) {
        DataFrameReader reader = spark.read().schema(schema);
        return from.endsWith("csv")
                ? reader.option("header", "true").option("escape", "\"").csv(from.toString())
                : reader.json(from.toString());
    }
}
