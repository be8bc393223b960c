package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;
import java.util.Arrays;
import java.util.Base64;

/** JSON strings, as their text or as the bytes that they spell in base64 (RFC 4648 section 4; padding may be left out). */
final class TextReader extends ValueReader {
    private final boolean base64;

    TextReader(boolean base64) {
        this.base64 = base64;
    }

    @Override
    Storage storage() {
        return Storage.TEXT;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (start >= in.end || in.bytes[start] != '"') {
            return misfit(Reason.TYPE, base64 ? "bytes as base64 in quotes" : "a string", in, start, into, slot);
        }
        in.readText(into.work.scratch);
        if (base64) {
            return decode(in, start, into, slot);
        }
        into.hold(slot, in.text, in.textStart, in.textLength);
        return true;
    }

    private static boolean decode(JsonCursor in, int start, DecodedRecord into, int slot) throws Refusal {
        byte[] decoded;
        try {
            decoded =
                    Base64.getDecoder().decode(Arrays.copyOfRange(in.text, in.textStart, in.textStart + in.textLength));
        } catch (IllegalArgumentException e) {
            return misfit(Reason.TYPE, "bytes as base64", in, start, into, slot);
        }
        into.hold(slot, decoded, 0, decoded.length);
        return true;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        if (base64) {
            return Arrays.copyOfRange(
                    record.buffer(slot), record.start(slot), record.start(slot) + record.length(slot));
        }
        return record.text(slot);
    }
}
