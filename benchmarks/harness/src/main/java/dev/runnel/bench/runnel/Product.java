package dev.runnel.bench.runnel;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Programs;
import dev.runnel.broker.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code bin/runnel run} of the distribution, as a user starts it: everything in one process, with its own flags.
 *
 * @param http where it listens
 */
public record Product(ChildProcess process, URI http) implements AutoCloseable {

    /** Starts a pipeline; what it keeps on disk goes into the folder. */
    public static Product start(Programs programs, Path pipeline, Path folder) {
        int port = Ports.free();
        List<String> command = List.of(
                programs.launcher().toString(),
                "run",
                pipeline.toString(),
                "--data-dir",
                folder.resolve("data").toString(),
                "--port",
                String.valueOf(port),
                "--kafka-port",
                String.valueOf(Ports.free()),
                "--flink-port",
                String.valueOf(Ports.free()));
        // Flags of whoever measures are not those of a user.
        ChildProcess process = ChildProcess.start("runnel", command, folder, Map.of("RUNNEL_JAVA_OPTS", ""));
        return new Product(process, URI.create("http://127.0.0.1:" + port));
    }

    @Override
    public void close() {
        process.close();
    }
}
