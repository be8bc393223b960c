package dev.runnel.connectors.format.text;

import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the characters of a file are written.
 *
 * @param charset never one that leaves the order of bytes open
 * @param unit bytes of an ASCII character: 1, 2 or 4
 * @param low which byte of the unit holds the ASCII character
 * @param markBytes length of the byte order mark that stands before the text; 0 when there is none
 */
public record Encoding(Charset charset, int unit, int low, int markBytes) {
    private static final int LONGEST_MARK = 4;
    private static final byte[] NEWLINE = {'\n'};

    private enum Mark {
        // those of UTF-32 first, since one of them begins like one of UTF-16
        UTF_32BE(Charset.forName("UTF-32BE"), 0x00, 0x00, 0xFE, 0xFF),
        UTF_32LE(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0x00, 0x00),
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE);

        private final Charset charset;
        private final byte[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        private boolean begins(byte[] head) {
            return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    /**
     * Whether the lines of a text in a charset can be told apart by their bytes alone: ASCII is one byte, or two or four
     * with zeros, and no byte of another character looks like it.
     */
    public static boolean isReadable(Charset charset) {
        String name = charset.name();
        boolean stateful = name.contains("ISO-2022") || name.startsWith("x-COMPOUND") || name.equals("x-JISAutoDetect");
        return !stateful
                && charset.canEncode()
                && (Arrays.equals("\n".getBytes(charset), NEWLINE) || name.matches("(X-)?UTF-(16|32).*"));
    }

    /**
     * The encoding of a file.
     *
     * @param told the charset that the user names; without one a byte order mark decides, and else it is UTF-8
     */
    static Encoding of(byte[] head, Optional<Charset> told) {
        for (Mark mark : Mark.values()) {
            if (mark.begins(head) && told.map(t -> fits(t, mark.charset)).orElse(true)) {
                return of(mark.charset, mark.bytes.length);
            }
        }
        return of(told.map(Encoding::ordered).orElse(StandardCharsets.UTF_8), 0);
    }

    /** The encoding of a file's content; it is opened for that. */
    public static Encoding of(DataFile file, Compression compression, Optional<Charset> told) throws IOException {
        try (InputStream in = compression.open(file, 0)) {
            return of(in.readNBytes(LONGEST_MARK), told);
        }
    }

    private static boolean fits(Charset told, Charset found) {
        return found.equals(told) || found.name().startsWith(told.name());
    }

    /** Without a mark the first byte is the high one (RFC 2781, section 4.3). */
    private static Charset ordered(Charset told) {
        return told.name().equals("UTF-16") || told.name().equals("UTF-32")
                ? Charset.forName(told.name() + "BE")
                : told;
    }

    private static Encoding of(Charset charset, int markBytes) {
        byte[] newline = "\n".getBytes(charset);
        int low = newline[0] == '\n' ? 0 : newline.length - 1;
        return new Encoding(charset, newline.length, low, markBytes);
    }

    /** Whether the bytes can be handed on as they are. */
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }
}
