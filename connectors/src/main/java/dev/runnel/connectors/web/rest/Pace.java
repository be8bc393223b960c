package dev.runnel.connectors.web.rest;

import java.io.Serializable;

/**
 * When rounds are due: at a fixed rate from the first one on, without drift. Those that come due while one goes on are left
 * out. Immutable.
 *
 * @param everyMillis 0 for one round
 * @param forMillis how long rounds are begun; 0 for ever
 */
record Pace(long everyMillis, long forMillis) implements Serializable {
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int MOST_DOUBLINGS = 6;

    /**
     * The time of a round.
     *
     * @param at when it is due, in epoch milliseconds
     * @param spent how much of the time was over by then; while nobody reads, it stands
     */
    record Due(long at, long spent) implements Serializable {}

    boolean isPolling() {
        return everyMillis > 0;
    }

    /** The first round due behind another, not before a time. */
    Due next(Due last, long notBefore) {
        if (!isPolling()) {
            return new Due(notBefore, last.spent());
        }
        long steps = Math.max(1, -Math.floorDiv(last.at() - notBefore, everyMillis));
        return new Due(last.at() + steps * everyMillis, last.spent() + steps * everyMillis);
    }

    /** The round to go on with after a stop: the one that was broken off, now; else the one behind the last, now if overdue. */
    Due resumed(Due last, boolean isOver, long now) {
        if (!isOver) {
            return new Due(now, last.spent());
        }
        long due = Math.min(last.at(), now) + everyMillis; // a clock that was put back must not make it wait for long
        return new Due(Math.max(now, due), last.spent() + everyMillis);
    }

    /**
     * How long an API that came to nothing is left alone, beyond the time to the next round: that one may well come right
     * out, and then longer each time.
     *
     * @param failures one after the other, before this one
     */
    long pause(int failures) {
        int doublings = isPolling() ? failures - 1 : failures;
        return doublings < 0
                ? 0
                : Math.min(FIRST_PAUSE_MILLIS << Math.min(doublings, MOST_DOUBLINGS), LONGEST_PAUSE_MILLIS);
    }

    /** Whether the time was over before a round. */
    boolean isSpent(Due due) {
        return forMillis > 0 && due.spent() >= forMillis;
    }

    /** When a round has to be given up because the time is over. */
    long end(Due due) {
        return forMillis == 0 ? Long.MAX_VALUE : due.at() + forMillis - due.spent();
    }
}
