package dev.runnel.cli.invalid;

import java.util.List;
import java.util.Optional;

/** Where the invalid records of a stream can be read. Not thread safe. */
public interface InvalidRecords extends AutoCloseable {

    /** Whether those of a stream or model can be read here. */
    boolean has(String stream);

    /**
     * The newest, newest first.
     *
     * @param where a condition in SQL over their columns; all of them without
     * @throws dev.runnel.cli.failure.CommandFailure when it is none
     */
    List<InvalidRecord> newest(String stream, Optional<String> where, int limit);

    /** One of them. */
    Optional<InvalidRecord> find(String stream, int partition, long offset);

    @Override
    void close();
}
