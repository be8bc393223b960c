package dev.runnel.core.codec;

/** A body that is not JSON, or is not framed as was said, so that its records cannot be told apart. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;
    private final int line;
    private final int column;

    private MalformedJsonException(String message, int position, int line, int column) {
        super(message);
        this.position = position;
        this.line = line;
        this.column = column;
    }

    /** @param from index of the body's first byte */
    static MalformedJsonException of(byte[] body, int from, int at, String problem) {
        int line = 1;
        int lineStart = from;
        for (int i = from; i < at; i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = 1 + Utf8.codePoints(body, lineStart, at - lineStart);
        String message = "line %d, column %d (byte %d): %s".formatted(line, column, at - from, problem);
        return new MalformedJsonException(message, at - from, line, column);
    }

    /** Byte offset in the body, from 0, of the first byte that cannot stand there; the body's length at its end. */
    public int position() {
        return position;
    }

    /** From 1; lines end at line feeds. */
    public int line() {
        return line;
    }

    /** In characters of its line, from 1. */
    public int column() {
        return column;
    }
}
