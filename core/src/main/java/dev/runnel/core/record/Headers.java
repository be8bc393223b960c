package dev.runnel.core.record;

/** Names of the headers on a log's records. All values are UTF-8 text. */
public final class Headers {
    /** UUIDv7 of the request or read that brought the record. */
    public static final String CORRELATION_ID = "correlation_id";
    /** When Runnel received it: epoch milliseconds, decimal. */
    public static final String RECEIVED_AT = "received_at";
    /** The id, in the schema registry, of the schema it was validated with: a number, decimal. */
    public static final String SCHEMA_ID = "schema_id";
    /** {@link dev.runnel.core.contract.Contract#schemaId} of the contract it was validated with. */
    public static final String CONTRACT = "contract";

    /**
     * On records of a source that Runnel reads only: the batch in which it was written and its place in that, {@code
     * <run>-<batch>-<n>}, so that a batch which was broken off is completed and nothing of it is written twice.
     */
    public static final String BATCH = "batch";

    /** On invalid records only: the stream. */
    public static final String STREAM = "stream";
    /** On invalid records only: {@link Stage#id}. */
    public static final String STAGE = "stage";
    /** On invalid records only: {@link Violation.Reason#id} of the first violation. */
    public static final String CODE = "code";
    /** On invalid records only: field path of the first violation; may be empty. */
    public static final String FIELD = "field";
    /** On invalid records only: message of the first violation. */
    public static final String MESSAGE = "message";
    /**
     * On records of a source that takes rows back: {@link SourceRow#id}. One without a value says that the row is gone.
     */
    public static final String ROW = "row";

    /**
     * On invalid records from a log: {@code topic/partition/offset} of the original. On records of a source that Runnel
     * reads, valid or not: where the record stood in it.
     */
    public static final String SOURCE = "source";
    /**
     * On invalid records only: the destination that refused it, as {@link dev.runnel.core.pipeline.Names#destination} names
     * it; absent where it was not a destination.
     */
    public static final String DESTINATION = "destination";

    /**
     * On replayed records only: {@code topic/partition/offset} of the invalid record that it was; of the original, where
     * that came from a log.
     */
    public static final String REPLAY_OF = "replay_of";

    /**
     * On replayed records only: the one destination of the stream that the record is for, as {@link
     * dev.runnel.core.pipeline.Names#destination} names it. Every other reader of the log has the record already, and
     * passes this one over. Absent on a record that is for every reader.
     */
    public static final String REPLAY_TO = "replay_to";

    private Headers() {}
}
