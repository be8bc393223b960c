package dev.runnel.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Pieces of a sender's bytes, short enough and clean enough for a message. */
final class Excerpt {
    private static final int MAX_CHARACTERS = 60;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Excerpt() {}

    /** At most 60 characters of valid UTF-8, on one line. */
    static String of(byte[] bytes, int from, int to) {
        int cut = from;
        for (int count = 0; cut < to && count < MAX_CHARACTERS; count++) {
            do {
                cut++;
            } while (cut < to && Utf8.isContinuation(bytes[cut]));
        }
        String text = new String(bytes, from, cut - from, StandardCharsets.UTF_8);
        String shown = CONTROL.matcher(text).replaceAll(" ");
        return cut < to ? shown + "…" : shown;
    }

    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** The byte that stands at an index, in words. */
    static String byteAt(byte[] bytes, int at, int end) {
        if (at >= end) {
            return "the end";
        }
        if (startsWithMark(bytes, at, end)) {
            return "a byte order mark (EF BB BF): send UTF-8 without it";
        }
        byte c = bytes[at];
        return c > ' ' && c < 0x7F ? "'" + (char) c + "'" : "byte 0x%02X".formatted(c & 0xFF);
    }

    private static boolean startsWithMark(byte[] bytes, int at, int end) {
        return end - at >= 3
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF;
    }
}
