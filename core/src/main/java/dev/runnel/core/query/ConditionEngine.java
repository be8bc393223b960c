package dev.runnel.core.query;

import dev.runnel.core.record.InvalidFacts;
import java.time.Duration;
import java.util.List;

/** Conditions in SQL over invalid records, as what follows WHERE. Thread safe. */
public interface ConditionEngine extends AutoCloseable {

    /**
     * Which of the records satisfy a condition, each looked at by itself.
     *
     * @param condition over the columns of the table of invalid records, with {@code id} and {@code replayed} besides
     * @return indexes into the records, ascending
     * @throws QueryException when the condition is none (with the database's message), or takes too long
     */
    List<Integer> matching(String condition, List<InvalidFacts> records, Duration time);

    @Override
    void close();
}
