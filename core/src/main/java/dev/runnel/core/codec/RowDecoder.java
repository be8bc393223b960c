package dev.runnel.core.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record type compiled: how its objects are read into slots and completed. Immutable. The contract's own record has
 * one, and so has each type of rows inside lists and mappings.
 */
final class RowDecoder {
    private final Layout layout;
    private final List<@Nullable ValueReader> readers;
    private final Target root;
    private final Completion completion;
    private final int[] expectedOrder;
    private final int elementDecoders;
    private final int patterns;
    private final boolean hides;

    /**
     * @param readers by slot; null for rows
     * @param root what reads the whole object
     * @param expectedOrder see {@link Workspace#next}
     * @param elementDecoders how many readers of rows inside lists and mappings there are
     * @param patterns how many regular expressions there are
     * @param hides whether personal data stand in the object
     */
    RowDecoder(
            Layout layout,
            List<@Nullable ValueReader> readers,
            Target root,
            Completion completion,
            int[] expectedOrder,
            int elementDecoders,
            int patterns,
            boolean hides) {
        this.layout = layout;
        this.readers = readers;
        this.root = root;
        this.completion = completion;
        this.expectedOrder = expectedOrder;
        this.elementDecoders = elementDecoders;
        this.patterns = patterns;
        this.hides = hides;
    }

    Layout layout() {
        return layout;
    }

    ValueReader reader(int slot) {
        ValueReader reader = readers.get(slot);
        if (reader == null) {
            throw new IllegalArgumentException(layout.slot(slot).path() + " is a row: read its fields");
        }
        return reader;
    }

    int[] expectedOrder() {
        return expectedOrder.clone();
    }

    int elementDecoders() {
        return elementDecoders;
    }

    int patterns() {
        return patterns;
    }

    boolean hides() {
        return hides;
    }

    DecodedRecord newRecord() {
        return new DecodedRecord(this);
    }

    /** Reads the object whose brace stands at the cursor, replacing what the record held. */
    void read(JsonCursor in, DecodedRecord into) throws Refusal {
        into.clear();
        into.source = in.bytes;
        root.read(in, into);
        completion.complete(into);
    }
}
