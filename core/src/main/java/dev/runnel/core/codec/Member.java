package dev.runnel.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A name that may stand in an object of the source record, with what becomes of its value. */
final class Member {
    /** Stands behind the last member of each table, and matches nothing. */
    static final Member NONE = new Member("", -1, -1, Target.NOTHING);

    private static final int WIDE = 2 * Long.BYTES;

    /** Unique among the members of one decoder. */
    final int id;
    /** Its position among the members of its object. */
    final int position;

    final Target target;
    final byte[] name;

    /** The name, its closing quote and the colon, as they stand in a record without white space. */
    private final byte[] token;

    /** Whether the name stands for itself in JSON; one that needs escapes is never compared as it stands. */
    private final boolean quick;

    private final long firstWord;
    private final long firstMask;
    private final long secondWord;
    private final long secondMask;

    Member(String name, int id, int position, Target target) {
        this.id = id;
        this.position = position;
        this.target = target;
        this.name = name.getBytes(StandardCharsets.UTF_8);
        quick = position >= 0 && name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        token = (name + "\":").getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(token, Math.max(token.length, WIDE));
        firstMask = mask(token.length);
        secondMask = mask(token.length - Long.BYTES);
        firstWord = Words.at(padded, 0) & firstMask;
        secondWord = Words.at(padded, Long.BYTES) & secondMask;
    }

    private static long mask(int bytes) {
        if (bytes <= 0) {
            return 0;
        }
        return bytes >= Long.BYTES ? -1L : (1L << (bytes * 8)) - 1;
    }

    /**
     * Whether the name with its quote and colon stands here, simply written.
     *
     * @param at behind the opening quote
     * @return the index behind the colon; -1 when it does not, or cannot be compared quickly
     */
    int match(byte[] bytes, int at, int end) {
        int behind = at + token.length;
        if (behind > end
                || at + WIDE > bytes.length
                || (Words.at(bytes, at) & firstMask) != firstWord
                || (Words.at(bytes, at + Long.BYTES) & secondMask) != secondWord) {
            return -1;
        }
        if (token.length > WIDE && !Arrays.equals(bytes, at + WIDE, behind, token, WIDE, token.length)) {
            return -1;
        }
        return quick ? behind : -1;
    }
}
