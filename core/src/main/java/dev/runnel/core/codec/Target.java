package dev.runnel.core.codec;

import java.util.List;

/** What becomes of a value of the source record. */
abstract class Target {
    static final Target NOTHING = new Target() {
        @Override
        void read(JsonCursor in, DecodedRecord into) throws Refusal {
            in.skipValue();
        }
    };

    /** Reads the value that follows at the cursor, white space first, and leaves the cursor behind it. */
    abstract void read(JsonCursor in, DecodedRecord into) throws Refusal;

    /** One target that is all of these: fields that take the same value, or parts of it. */
    static Target all(List<Target> targets) {
        return targets.size() == 1 ? targets.get(0) : new Several(List.copyOf(targets));
    }

    private static final class Several extends Target {
        private final List<Target> targets;

        Several(List<Target> targets) {
            this.targets = targets;
        }

        @Override
        void read(JsonCursor in, DecodedRecord into) throws Refusal {
            int start = in.at;
            for (Target target : targets) {
                in.at = start;
                target.read(in, into);
            }
        }
    }
}
