package dev.runnel.cli.embedded;

import dev.runnel.broker.Ports;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.util.OptionalInt;

/** The ports of one run, all free when it begins. */
record RunPorts(int http, int kafka, int kafkaController, int flink) {
    private static final int KAFKA = 9092;
    private static final int FLINK = 8081;

    /**
     * Chooses the ports.
     *
     * @throws CommandFailure when one that was asked for is in use
     */
    static RunPorts choose(RunSettings settings) {
        return new RunPorts(
                free(settings.httpPort(), "--port"),
                choose(settings.kafkaPort(), KAFKA, "--kafka-port"),
                Ports.free(),
                choose(settings.flinkPort(), FLINK, "--flink-port"));
    }

    private static int choose(OptionalInt wanted, int usual, String option) {
        return wanted.isPresent() ? free(wanted.getAsInt(), option) : Ports.freeOr(usual);
    }

    private static int free(int port, String option) {
        if (port == 0) {
            return Ports.free();
        }
        if (!Ports.isFree(port)) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "port " + port + " is in use; stop what listens there, or choose another with " + option
                            + " (0 is any free one)");
        }
        return port;
    }
}
