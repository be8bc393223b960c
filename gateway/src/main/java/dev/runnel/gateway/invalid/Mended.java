package dev.runnel.gateway.invalid;

import dev.runnel.core.codec.JsonEdit;
import dev.runnel.gateway.collect.Recheck;
import dev.runnel.gateway.registry.LogJson;
import dev.runnel.schema.wire.WireException;
import java.util.Arrays;

/** What is sent for an invalid record. */
sealed interface Mended {
    /** As it is to be shown. */
    byte[] bytes();

    Recheck.Result check(Recheck recheck, String correlationId, long receivedAt);

    /** JSON as somebody posts it. */
    record Posted(byte[] bytes) implements Mended {
        @Override
        public Recheck.Result check(Recheck recheck, String correlationId, long receivedAt) {
            return recheck.posted(bytes, correlationId, receivedAt);
        }
    }

    /** JSON that was made of a value of the log and then changed. */
    record Changed(byte[] bytes) implements Mended {
        @Override
        public Recheck.Result check(Recheck recheck, String correlationId, long receivedAt) {
            return recheck.kept(bytes, correlationId, receivedAt);
        }
    }

    /** A value of the log, as it is. */
    record Whole(byte[] value, byte[] bytes) implements Mended {
        @Override
        public Recheck.Result check(Recheck recheck, String correlationId, long receivedAt) {
            return recheck.whole(value, correlationId, receivedAt);
        }
    }

    /** The original with some of its values set. */
    static Mended set(byte[] original, Mending mending, LogJson log) throws JsonEdit.Refused {
        if (!log.isFramed(original)) {
            return new Posted(mending.mend(original));
        }
        if (mending.isNothing()) {
            return whole(original, log);
        }
        try {
            return new Changed(mending.mendKept(log.of(original)));
        } catch (WireException e) {
            throw new JsonEdit.Refused(
                    "it cannot be decoded, so no field of it can be set; edit it as a whole: " + e.text());
        }
    }

    /** What somebody gives for the original: its own bytes, the JSON that was shown for them, or other JSON. */
    static Mended edited(byte[] original, byte[] given, LogJson log) {
        if (log.isFramed(given)) {
            return whole(given, log);
        }
        if (!log.isFramed(original)) {
            return new Posted(given);
        }
        try {
            byte[] shown = log.of(original);
            return Arrays.equals(shown, given) ? new Whole(original, shown) : new Changed(given);
        } catch (WireException e) {
            return new Posted(given);
        }
    }

    private static Mended whole(byte[] value, LogJson log) {
        return new Whole(value, log.shown(value, false));
    }
}
