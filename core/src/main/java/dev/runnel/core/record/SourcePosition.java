package dev.runnel.core.record;

/**
 * Where a record stands in its source, for people: {@code file.csv:17}, {@code topic/3/4711}. The text is what {@link
 * #toString} says, and is made only when somebody wants it: of most records nobody does. Immutable.
 */
public interface SourcePosition {

    /** Says where. */
    @Override
    String toString();

    /** A position whose text is there already. */
    static SourcePosition of(String text) {
        return new Said(text);
    }

    /** A text. */
    record Said(String text) implements SourcePosition {
        @Override
        public String toString() {
            return text;
        }
    }
}
