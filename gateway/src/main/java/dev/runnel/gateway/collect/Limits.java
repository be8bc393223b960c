package dev.runnel.gateway.collect;

/**
 * Bounds of what a request may bring; all in bytes but {@code records}.
 *
 * @param body a body, after decompression
 * @param records records in a body
 * @param record one record
 * @param inFlight all bodies together that are being read or wait for Kafka
 */
public record Limits(int body, int records, int record, int inFlight) {
    /** 16 MiB a body, 10,000 records, 1 MiB a record, 48 MiB at once. */
    public static final Limits DEFAULT = new Limits(16 << 20, 10_000, 1 << 20, 48 << 20);

    public Limits {
        if (body < 1 || records < 1 || record < 1 || inFlight < body) {
            throw new IllegalArgumentException("limits must be positive, and inFlight must hold a body");
        }
    }
}
