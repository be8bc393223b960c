package dev.runnel.testkit.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an API does in place of an answer. */
public sealed interface Fault {

    /** Another answer. */
    record Instead(Reply reply) implements Fault {}

    /** Nothing, while the connection stays open. */
    record Hang() implements Fault {}

    /** The connection is closed before a byte. */
    record Close() implements Fault {}

    /** The right answer, broken off after so many bytes, though its length was told. */
    record Cut(int bytes) implements Fault {}

    /** The right answer so far, and nothing behind it. */
    record Truncated(int bytes) implements Fault {}

    /** A page for people, with status 200, as proxies and sign-in pages answer. */
    static Fault html() {
        byte[] page = "<!DOCTYPE html>\n<html><body>Please sign in</body></html>".getBytes(StandardCharsets.UTF_8);
        return new Instead(new Reply(200, Map.of("Content-Type", "text/html"), page));
    }

    /** A status and a first line. */
    static Fault status(int status, String line) {
        return new Instead(new Reply(status, Map.of(), line.getBytes(StandardCharsets.UTF_8)));
    }

    /** 429 with {@code Retry-After}, in seconds or as a date. */
    static Fault tooMany(String retryAfter) {
        return new Instead(
                new Reply(429, Map.of("Retry-After", retryAfter), "slow down".getBytes(StandardCharsets.UTF_8)));
    }

    /** Elsewhere. */
    static Fault redirect(int status, String location) {
        return new Instead(new Reply(status, Map.of("Location", location), new byte[0]));
    }

    /** JSON of so many bytes. */
    static Fault huge(int bytes) {
        byte[] body = new byte[bytes];
        java.util.Arrays.fill(body, (byte) ' ');
        body[0] = '[';
        body[bytes - 1] = ']';
        return new Instead(new Reply(200, Map.of("Content-Type", "application/json"), body));
    }
}
