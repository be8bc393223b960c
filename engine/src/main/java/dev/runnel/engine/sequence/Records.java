package dev.runnel.engine.sequence;

import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose records have an order. It travels to where it is read, so it holds only what can be serialised.
 *
 * @param <P> the type of positions: {@code Long}, {@code String}, a record
 */
@FunctionalInterface
public interface Records<P extends Serializable> extends Serializable {

    /**
     * Begins to read.
     *
     * @param after the position of the last record that is known to be kept: the next one is the first to be given; null
     *     at the very beginning
     * @throws IOException as {@link RecordReader#next} does
     */
    RecordReader<P> open(@Nullable P after) throws IOException, InterruptedException;

    /**
     * The same for a source that goes on trying by itself where it cannot be read, and says so.
     *
     * @param health is told how the source is, by any thread
     */
    default RecordReader<P> open(@Nullable P after, SourceHealth health) throws IOException, InterruptedException {
        return open(after);
    }

    /**
     * Of a source that ends and is read again at each start: where the next reading begins.
     *
     * @param last the position at which the one before ended
     */
    default P nextRun(P last) {
        return last;
    }

    /** How positions stand in checkpoints; empty for the form that Java gives them, which changes as their class does. */
    default Optional<Form<P>> form() {
        return Optional.empty();
    }
}
