package dev.runnel.bench.files;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spark, in one batch a format. */
final class SparkFiles implements Contender {
    static final String NAME = "spark";
    private static final String SETTINGS = "land/spark.properties";
    private static final String SCHEMA = "files/spark-schema.ddl";

    private final FilesWork work;

    SparkFiles(FilesWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(SETTINGS, SCHEMA, "the schema is given, so that no pass over the files is needed to guess it");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Map<String, String> values =
                Map.of("parallelism", String.valueOf(work.lab().options().parallelism()), "folder", folder.toString());
        Jvm jvm = new Jvm(
                "spark",
                work.lab().options().heap(),
                work.lab().programs().peer("peers/spark"),
                "dev.runnel.bench.spark.SparkFiles",
                List.of(
                        "settings=" + Templates.write(SETTINGS, values, folder.resolve("spark.properties")),
                        "schema=" + Templates.write(SCHEMA, Map.of(), folder.resolve("schema.ddl")),
                        "warm-up=" + each(format -> work.warmUp().resolve(format.word())),
                        "from=" + each(format -> work.data().resolve(format.word())),
                        "to=" + each(format -> table(folder, format))));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(child, format -> table(folder, format));
        }
    }

    private static Path table(Path folder, Format format) {
        return folder.resolve("lake").resolve(format.word());
    }

    private static String each(Function<Format, Path> path) {
        return Stream.of(Format.values()).map(path).map(Path::toString).collect(Collectors.joining(","));
    }
}
