package dev.runnel.core.record;

import java.time.Instant;

/**
 * What is known of one invalid record.
 *
 * @param id stream, partition and offset on the invalid topic: {@code events/0/17}
 * @param stage {@link Stage#id}; empty where unknown, as are the other texts
 * @param source topic, partition and offset of the original, for a record that came from a log
 * @param destination the destination that refused it, {@code jdbc/0}; empty where none did
 * @param original the bytes that were received
 * @param replayed whether it was replayed already
 */
public record InvalidFacts(
        String id,
        String stream,
        int partition,
        long offset,
        String stage,
        String code,
        String field,
        String message,
        Instant receivedAt,
        String correlationId,
        String source,
        String destination,
        byte[] original,
        boolean replayed) {}
