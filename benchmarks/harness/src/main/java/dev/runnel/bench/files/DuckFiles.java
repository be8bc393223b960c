package dev.runnel.bench.files;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Folders;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DuckDB: what reading text and writing Parquet costs in native code. */
final class DuckFiles implements Contender {
    static final String NAME = "duckdb";
    private static final String SCRIPT = "files/duckdb.sql";

    private final FilesWork work;

    DuckFiles(FilesWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    @Override
    public List<String> settings() {
        return List.of(SCRIPT, "its memory is its own and not bounded by the heap");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Folders.make(folder.resolve("lake"));
        List<String> warmUps = new ArrayList<>();
        List<String> scripts = new ArrayList<>();
        for (Format format : Format.values()) {
            warmUps.add(script(folder, "warm-" + format.word(), format, work.warmUp()));
            scripts.add(script(folder, format.word(), format, work.data()));
        }
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().product(),
                DuckFiles.class.getName(),
                List.of("warm-up=" + String.join(",", warmUps), "script=" + String.join(",", scripts)));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(child, format -> folder.resolve("lake").resolve(format.word() + ".parquet"));
        }
    }

    private String script(Path folder, String name, Format format, Path from) {
        Map<String, String> values = work.values(format);
        values.put("from", from.resolve(format.word()) + "/*");
        values.put("to", folder.resolve("lake").resolve(name + ".parquet").toString());
        values.put("reads", format == Format.CSV ? "read_csv" : "read_ndjson");
        values.put("header", format == Format.CSV ? ", header = true" : "");
        return Templates.write(SCRIPT, values, folder.resolve(name + ".sql")).toString();
    }

    /** The process itself. */
    public static void main(String[] words) throws IOException, SQLException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        List<Path> warmUps = arguments.paths("warm-up");
        List<Path> scripts = arguments.paths("script");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (int i = 0; i < scripts.size(); i++) {
                statement.execute(Files.readString(warmUps.get(i)));
                cue.awaitBegin();
                statement.execute(Files.readString(scripts.get(i)));
                cue.awaitBegin();
            }
            cue.awaitBegin();
            cue.awaitEnd();
        }
    }
}
