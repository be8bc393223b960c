package dev.runnel.bench.land;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.bench.count.LandedFiles;
import dev.runnel.bench.process.ChildProcess;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DuckDB on the same bytes as a file: what decoding and writing Parquet costs in native code, without Kafka. */
final class DuckLand implements Contender {
    static final String NAME = "duckdb (file)";
    private static final String SCRIPT = "land/duckdb.sql";

    private final LandWork work;

    DuckLand(LandWork work) {
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
        return List.of(SCRIPT);
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Path landed = folder.resolve("landed.parquet");
        Jvm jvm = new Jvm(
                "duckdb",
                work.lab().options().heap(),
                work.lab().programs().product(),
                DuckLand.class.getName(),
                List.of(
                        "warm-up=" + script(folder, "warm-up", work.warmUp().file()),
                        "script=" + script(folder, "landed", work.events().file())));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.toGetReady());
            return work.untilDone(child, new LandedFiles(landed));
        }
    }

    private Path script(Path folder, String name, Path from) {
        Map<String, String> values = new HashMap<>(work.values());
        values.put("from", from.toString());
        values.put("to", folder.resolve(name + ".parquet").toString());
        return Templates.write(SCRIPT, values, folder.resolve(name + ".sql"));
    }

    /** The process itself. */
    public static void main(String[] words) throws IOException, SQLException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(Files.readString(arguments.path("warm-up")));
            cue.awaitBegin();
            statement.execute(Files.readString(arguments.path("script")));
            cue.done();
        }
    }
}
