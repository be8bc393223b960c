package dev.runnel.bench.runnel;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Gateway;
import dev.runnel.gateway.GatewaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runnel's gateway alone, with a Kafka that is given: {@code bootstrap=... pipeline=DIR port=N data=DIR}. */
public final class RunnelGateway {
    private RunnelGateway() {}

    public static void main(String[] words) {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        Pipeline pipeline = Pipelines.read(arguments.path("pipeline"));
        Pipelines.topics(pipeline, arguments.text("bootstrap"));
        Path data = arguments.path("data");
        Environment environment = new Environment(
                "embedded",
                arguments.text("bootstrap"),
                Map.of(),
                data,
                data.resolve("lake").toUri(),
                data.resolve("checkpoints").toUri(),
                1,
                Duration.ofSeconds(1));
        Gateway gateway =
                Gateway.start(GatewaySettings.of(pipeline, environment, Math.toIntExact(arguments.number("port"))));
        cue.awaitEnd();
        gateway.close();
    }
}
