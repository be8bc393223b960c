package dev.runnel.bench.spark;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** Sessions by files of settings. */
final class Sessions {
    private Sessions() {}

    static SparkSession of(Path file) throws IOException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(in);
        }
        SparkSession.Builder builder = SparkSession.builder();
        settings.stringPropertyNames().forEach(name -> builder.config(name, settings.getProperty(name)));
        return builder.getOrCreate();
    }
}
