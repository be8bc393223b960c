package dev.runnel.bench.files;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Folders;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.runnel.RunnelJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runnel's load: a pipeline folder for each format, with the files in it. */
final class RunnelFiles implements Contender {
    private static final String PIPELINE = "files/runnel.yaml";

    private final String name;
    private final Role role;
    private final FilesWork work;
    private final String bootstrapServers;

    RunnelFiles(String name, Role role, FilesWork work, String bootstrapServers) {
        this.name = name;
        this.role = role;
        this.work = work;
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public List<String> settings() {
        return List.of(PIPELINE, "the engine without the gateway");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        List<String> warmUps = new ArrayList<>();
        List<String> pipelines = new ArrayList<>();
        for (Format format : Format.values()) {
            warmUps.add(pipeline(folder.resolve("warm-" + format.word()), format, work.warmUp()));
            pipelines.add(pipeline(folder.resolve(format.word()), format, work.data()));
        }
        Jvm jvm = new Jvm(
                "runnel",
                work.lab().options().heap(),
                work.lab().programs().product(),
                RunnelJobs.class.getName(),
                List.of(
                        "bootstrap=" + bootstrapServers,
                        "parallelism=" + work.lab().options().parallelism(),
                        "warm-up=" + String.join(",", warmUps),
                        "pipeline=" + String.join(",", pipelines),
                        "end=loaded",
                        "data=" + folder.resolve("data")));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(
                    child,
                    format -> folder.resolve("data").resolve(format.word()).resolve("lake/landed"));
        }
    }

    private String pipeline(Path folder, Format format, Path from) {
        Map<String, String> values = work.values(format);
        values.put("name", Names.fresh(format.word()));
        Templates.write(PIPELINE, values, folder.resolve("runnel.yaml"));
        link(from.resolve(format.word()), folder.resolve("in"));
        return folder.toString();
    }

    /** A pipeline reads what is below its folder. */
    private static void link(Path from, Path to) {
        Folders.make(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.createLink(to.resolve(file.getFileName()), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link the files of " + from, e);
        }
    }
}
