package dev.runnel.core.codec;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A contract compiled into a decoder and validator of single JSON objects (RFC 8259). Immutable and thread safe; the
 * records it makes are not.
 *
 * <p>Where a key stands twice in one object the last one wins, at every level, and the values before it count for
 * nothing but their syntax. A field that is null is absent. A field's {@code path} begins at the source record, or,
 * inside a list or mapping, at the element; a row whose fields are found elsewhere is there as soon as one of them is.
 * The escape of a lone surrogate is refused as not being JSON, since it stands for no character.
 */
public final class RecordDecoder {
    /** Objects and arrays inside one another, the record itself counted; deeper records are refused. */
    public static final int MAX_DEPTH = JsonCursor.MAX_DEPTH;

    /** Bytes of one record; larger ones are refused. */
    public static final int MAX_BYTES = 1 << 20;

    private final RowDecoder decoder;

    private RecordDecoder(RowDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Compiles a contract; cheap enough for start-up, too dear for each record.
     *
     * @throws IllegalArgumentException when a fallback or a constraint does not fit its field: see {@link #problems}
     */
    public static RecordDecoder of(Contract contract) {
        List<Violation> problems = new ArrayList<>();
        RecordDecoder compiled = compile(contract, problems);
        if (!problems.isEmpty()) {
            Violation first = problems.get(0);
            throw new IllegalArgumentException("the contract of stream '%s' cannot be used: field %s: %s"
                    .formatted(contract.stream(), first.field(), first.message()));
        }
        return compiled;
    }

    /**
     * What in a contract contradicts itself: fallbacks that are no values of their field, and constraints that mean
     * nothing for the field's type. Empty when {@link #of} takes the contract.
     */
    public static List<Violation> problems(Contract contract) {
        List<Violation> problems = new ArrayList<>();
        compile(contract, problems);
        return List.copyOf(problems);
    }

    private static RecordDecoder compile(Contract contract, List<Violation> problems) {
        return new RecordDecoder(new RowCompiler(contract.type(), contract.unknownFields(), problems).compile());
    }

    public Layout layout() {
        return decoder.layout();
    }

    /** A record to decode into, again and again. */
    public DecodedRecord newRecord() {
        return decoder.newRecord();
    }

    /**
     * Decodes {@code bytes[from,to)}: exactly one JSON object with nothing but white space around it. Never throws,
     * whatever the bytes. Positions in the record's violations count from {@code from}.
     *
     * @param into made by this decoder; what it held is replaced
     * @return whether the object keeps the contract; otherwise the record's violations say why, a single one with
     *     {@link Reason#SYNTAX} where it is not JSON
     */
    public boolean decode(byte[] bytes, int from, int to, DecodedRecord into) {
        Objects.checkFromToIndex(from, to, bytes.length);
        checkOwn(into);
        return decode(decoder, bytes, from, to, into);
    }

    static boolean decode(RowDecoder decoder, byte[] bytes, int from, int to, DecodedRecord into) {
        JsonCursor in = into.work.cursor;
        in.reset(bytes, from, to);
        if (to - from > MAX_BYTES) {
            into.refuse(Reason.TOO_LARGE, tooLarge(to - from), 0);
            return false;
        }
        try {
            read(decoder, in, into);
            in.requireEnd();
        } catch (Refusal e) {
            into.refuse(e.reason(), e.text(), e.position() - from);
        }
        return into.isValid();
    }

    /** Decodes the value at the record's own cursor; one that is no object is passed over and reported. */
    static void read(RowDecoder decoder, JsonCursor in, DecodedRecord into) throws Refusal {
        if (in.peek() == '{') {
            decoder.read(in, into);
            return;
        }
        into.clear();
        into.hidden = decoder.hides();
        int start = in.at;
        in.skipValue();
        String message = "expected an object, found " + into.excerpt(in.bytes, start, in.at);
        into.refuse(Reason.TYPE, message, start - in.base);
    }

    static String tooLarge(int bytes) {
        return "the record has " + bytes + " bytes; up to " + MAX_BYTES + " are allowed";
    }

    /** Makes a record one of no values and one violation: what holds it could not be read at all. */
    public void refuse(DecodedRecord into, Reason reason, String message) {
        checkOwn(into);
        into.refuse(reason, message, 0);
    }

    RowDecoder rows() {
        return decoder;
    }

    void checkOwn(DecodedRecord into) {
        if (into.layout() != layout()) {
            throw new IllegalArgumentException("the record was made by another decoder");
        }
    }
}
