package dev.runnel.bench.process;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.broker.EmbeddedKafka;
import dev.runnel.broker.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The one broker that all contenders of a benchmark speak to, in a process of its own. */
public final class KafkaServer implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final String bootstrapServers;

    private KafkaServer(ChildProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts it and returns when it takes requests. */
    public static KafkaServer start(Programs programs, Path folder) throws InterruptedException {
        int port = Ports.free();
        Folders.make(folder);
        ChildProcess process = new Jvm(
                        "kafka",
                        "1g",
                        programs.product(),
                        KafkaServer.class.getName(),
                        List.of("port=" + port, "folder=" + folder.resolve("data")))
                .start(folder);
        process.awaitReady(TO_START);
        return new KafkaServer(process, "127.0.0.1:" + port);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }

    /** The process itself: {@code port=N folder=DIR}. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        EmbeddedKafka kafka =
                EmbeddedKafka.start(arguments.path("folder"), Math.toIntExact(arguments.number("port")), Ports.free());
        cue.awaitBegin();
        kafka.close();
    }
}
