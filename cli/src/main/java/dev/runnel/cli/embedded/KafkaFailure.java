package dev.runnel.cli.embedded;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka ends the whole process when it cannot go on, for instance when its disk is full. This hands the message over
 * instead, so that the rest can stop in order.
 */
final class KafkaFailure {
    private KafkaFailure() {}

    /** From now on a broker that gives up calls {@code told}, and its thread stands still. */
    static void tell(Consumer<String> told) {
        Exit.Procedure procedure = (status, message) -> {
            told.accept(message == null ? "it ended with status " + status : message);
            standStill();
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
    }

    // Kafka's threads rely on this call not returning.
    private static void standStill() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
