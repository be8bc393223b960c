package dev.runnel.testkit.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is answered; the bytes must not be changed. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** JSON, with 200. */
    public static Reply json(String text) {
        return new Reply(200, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8));
    }
}
