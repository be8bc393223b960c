package dev.runnel.gateway.collect;

/**
 * When records began to arrive, and under which id.
 *
 * @param correlationId a UUID
 * @param receivedAt epoch milliseconds
 * @param startedAt {@link System#nanoTime} of the same moment
 */
record Arrival(String correlationId, long receivedAt, long startedAt) {
    /** Of this moment. */
    static Arrival now(String correlationId, long receivedAt) {
        return new Arrival(correlationId, receivedAt, System.nanoTime());
    }
}
