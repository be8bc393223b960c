package dev.runnel.core.codec;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of a record's bytes, wherever the contract finds them, and leaves every other byte as it is.
 * It needs no valid record: a key that stands twice is treated twice, names are compared without their escapes, and
 * something of another kind than the contract expects, in a field of personal data or on the way to one, becomes the
 * empty value of its own kind ({@code ""}, {@code 0}, {@code false}, {@code []}, {@code {}}), so that it stays wrong
 * for the same reason. Bytes that are no JSON keep their length and their structure: letters become {@code x}, digits
 * {@code 0}, and other characters and the first byte {@code *}, so that no JSON comes of it. Treating what is treated changes nothing. Not thread safe.
 */
public final class Redactor {
    private static final String KEPT_WHERE_BROKEN = "{}[]\":, \t\r\n";

    private final Place root;
    private final @Nullable Pseudonyms pseudonyms;
    private final JsonCursor in = new JsonCursor();
    private final Scratch scratch = new Scratch();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    /** Up to where the record's bytes are dealt with. */
    private int done;

    private Redactor(Place root, Optional<Pseudonyms> pseudonyms) {
        this.root = root;
        this.pseudonyms = pseudonyms.orElse(null);
    }

    /**
     * The places in a record, as dotted paths, that several fields read without declaring the same treatment. Empty for
     * a contract that can be used.
     */
    public static List<String> disagreements(Contract contract) {
        return Place.disagreements(contract.type());
    }

    /** One for a contract; empty when it declares no personal data. */
    public static Optional<Redactor> of(Contract contract) {
        Place root = Place.of(contract.type());
        return root.holdsPii()
                ? Optional.of(new Redactor(root, contract.piiKey().map(Pseudonyms::new)))
                : Optional.empty();
    }

    /**
     * The record that stands in {@code bytes[from,to)} without its personal data, as an array of its own.
     *
     * @throws IllegalStateException when a value is to be hashed and the contract has no key
     */
    public byte[] redact(byte[] bytes, int from, int to) {
        in.reset(bytes, from, to);
        scratch.release(0);
        out.reset();
        done = from;
        try {
            walk(root);
            in.requireEnd();
        } catch (Refusal e) {
            return blanked(bytes, from, to);
        }
        if (done == from) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        out.write(bytes, done, to - done);
        return out.toByteArray();
    }

    private void walk(Place place) throws Refusal {
        int kind = in.peek();
        Place elements = place.elements();
        if (!place.holdsPii()) {
            in.skipValue();
        } else if (place.pii() == Pii.DROP) {
            int start = in.at;
            in.skipValue();
            replace(start, "null");
        } else if (kind == '{' && place.isObject()) {
            members(place);
        } else if (kind == '[' && elements != null) {
            for (boolean more = in.openArray(); more; more = in.nextElement()) {
                walk(elements);
            }
        } else {
            value(place.pii(), kind);
        }
    }

    private void members(Place place) throws Refusal {
        for (boolean more = in.openObject(); more; more = in.nextMember()) {
            int mark = scratch.size();
            in.readText(scratch);
            Place member = place.member(in.text, in.textStart, in.textLength);
            scratch.release(mark);
            in.colon();
            if (member == null) {
                in.skipValue();
            } else {
                walk(member);
            }
        }
    }

    private void value(@Nullable Pii pii, int kind) throws Refusal {
        int start = in.at;
        if (kind == '"' && pii != null) {
            int mark = scratch.size();
            in.readText(scratch);
            String text = new String(in.text, in.textStart, in.textLength, StandardCharsets.UTF_8);
            scratch.release(mark);
            String treated = text(text, pii);
            if (!treated.equals(text)) {
                replace(start, quoted(treated));
            }
            return;
        }
        in.skipValue();
        switch (kind) {
            case '"' -> replace(start, "\"\"");
            case '{' -> replace(start, "{}");
            case '[' -> replace(start, "[]");
            case 't', 'f' -> replace(start, "false");
            case 'n' -> {}
            default -> replace(start, "0");
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        return plain ? '"' + text + '"' : JsonText.of(text);
    }

    /**
     * A text that is to be hashed or masked.
     *
     * @throws IllegalStateException when it is to be hashed and the contract has no key
     */
    public String text(String text, Pii pii) {
        if (Pseudonyms.is(text)) {
            return text;
        }
        if (pii == Pii.MASK) {
            return Masks.of(text);
        }
        if (pseudonyms == null) {
            throw new IllegalStateException("a field is to be hashed, and the contract has no pii_key");
        }
        return pseudonyms.of(text);
    }

    /** Whether a text may be one that was treated before, by whatever rule. */
    static boolean isTreated(String text) {
        return Pseudonyms.is(text) || Masks.of(text).equals(text);
    }

    /** Writes the bytes up to a value as they are, and something else for the value just passed. */
    private void replace(int start, String json) {
        out.write(in.bytes, done, start - done);
        byte[] replacement = json.getBytes(StandardCharsets.UTF_8);
        out.write(replacement, 0, replacement.length);
        done = in.at;
    }

    private static byte[] blanked(byte[] bytes, int from, int to) {
        byte[] blank = Arrays.copyOfRange(bytes, from, to);
        for (int i = 0; i < blank.length; i++) {
            int c = blank[i];
            if (c < 0 || Character.isLetter(c)) {
                blank[i] = 'x';
            } else if (NumberScan.isDigit(blank[i])) {
                blank[i] = '0';
            } else if (KEPT_WHERE_BROKEN.indexOf(c) < 0) {
                blank[i] = '*';
            }
        }
        if (blank.length > 0) {
            blank[0] = '*'; // what broke may have been turned into a letter: it must not become JSON now
        }
        return blank;
    }
}
