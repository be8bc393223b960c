package dev.runnel.core.plan;

import java.util.List;

/**
 * One thing of a pipeline and what becomes of it.
 *
 * @param kind what it is: {@code stream}, {@code model}, {@code topic} or {@code destination}
 * @param name its name, for a destination {@code events/lake/0}
 * @param notes what that means, a line each
 */
public record Step(Action action, String kind, String name, List<String> notes) {
    public Step {
        notes = List.copyOf(notes);
    }

    /** What becomes of a thing. */
    public enum Action {
        CREATE("+"),
        CHANGE("~"),
        /** It is no longer used; data that it left stay where they are. */
        REMOVE("-"),
        KEEP("=");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        /** One character for a terminal. */
        public String sign() {
            return sign;
        }
    }
}
