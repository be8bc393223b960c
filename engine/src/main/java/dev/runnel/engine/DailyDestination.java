package dev.runnel.engine;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;

/**
 * A destination that can keep loads by their day: what a load wrote takes, when it is whole, the place of what an earlier
 * load of the same day wrote. {@code attach} with a {@link Target#load} writes beside, where no reader looks.
 */
public interface DailyDestination extends DestinationConnector {

    /** Whether these settings ask for that. */
    boolean isDaily(Settings settings, RecordType type);

    /** Makes room for a load that begins, and forgets one that was never whole. */
    void begin(Target target);

    /**
     * Puts what was written in its place. Called when the load is whole and its job has ended, while no other job writes
     * there; called again when it may not have come to its end, and does nothing when it had.
     */
    void publish(Target target);
}
