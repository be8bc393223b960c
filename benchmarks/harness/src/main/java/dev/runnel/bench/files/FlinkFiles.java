package dev.runnel.bench.files;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Flink SQL as it comes, in its batch mode: a file system table to another. */
final class FlinkFiles implements Contender {
    private static final String SCRIPT = "files/stock-flink.sql";

    private final FilesWork work;

    FlinkFiles(FilesWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "stock flink";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(SCRIPT, "benchmarks/flink/src/main/java: the cluster's memory");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        List<String> warmUps = new ArrayList<>();
        List<String> scripts = new ArrayList<>();
        for (Format format : Format.values()) {
            warmUps.add(script(folder, "warm-" + format.word(), format, work.warmUp()));
            scripts.add(script(folder, format.word(), format, work.data()));
        }
        Jvm jvm = new Jvm(
                "flink",
                work.lab().options().heap(),
                work.lab().programs().peer("flink"),
                "dev.runnel.bench.flink.SqlJob",
                List.of(
                        "mode=batch",
                        "slots=" + work.lab().options().parallelism(),
                        "warm-up=" + String.join(",", warmUps),
                        "script=" + String.join(",", scripts)));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(child, format -> folder.resolve("lake").resolve(format.word()));
        }
    }

    private String script(Path folder, String name, Format format, Path from) {
        Map<String, String> values = work.values(format);
        values.put("from", from.resolve(format.word()).toUri().toString());
        values.put("to", folder.resolve("lake").resolve(name).toUri().toString());
        values.put(
                "reads",
                format == Format.CSV ? "'format' = 'csv', 'csv.ignore-parse-errors' = 'true'" : "'format' = 'json'");
        return Templates.write(SCRIPT, values, folder.resolve(name + ".sql")).toString();
    }
}
