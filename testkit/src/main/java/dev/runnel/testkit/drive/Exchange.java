package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A request and its answer. Used by one thread. */
final class Exchange {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange http;
    private final boolean isCut;
    private final byte[] body;

    Exchange(HttpExchange http, boolean isCut) throws IOException {
        this.http = http;
        this.isCut = isCut;
        try (InputStream in = http.getRequestBody()) {
            byte[] sent = in.readAllBytes();
            boolean packed = "gzip".equals(http.getRequestHeaders().getFirst("Content-Encoding")) && sent.length > 0;
            body = packed ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
        }
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    /** What is meant: clients that cannot send each method name it in a header. */
    String method() {
        return header("X-HTTP-Method-Override").orElse(http.getRequestMethod());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(
                form(Optional.ofNullable(http.getRequestURI().getRawQuery()).orElse(""))
                        .get(name));
    }

    byte[] body() {
        return body;
    }

    /** The body as a form. */
    Map<String, String> form() {
        return form(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : text.split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                values.put(
                        URLDecoder.decode(each.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    /** Answers with the fields of a resource that were asked for. */
    void answer(ObjectNode json, String usual) throws IOException {
        JsonNode shown = FieldMask.of(query("fields").orElse(usual)).of(json);
        answer(200, "application/json; charset=UTF-8", JSON.writeValueAsBytes(shown));
    }

    void answer(int status, ObjectNode json) throws IOException {
        answer(status, "application/json; charset=UTF-8", JSON.writeValueAsBytes(json));
    }

    void answer(int status, String type, byte[] bytes) throws IOException {
        set("Content-Type", type);
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            http.getResponseBody().write(bytes, 0, isCut ? bytes.length / 2 : bytes.length);
        }
        http.close();
    }

    void set(String header, String value) {
        http.getResponseHeaders().set(header, value);
    }

    /** Answers with an error of Google's. */
    void refuse(int status, String reason, String message) throws IOException {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", "global")
                .put("reason", reason);
        answer(status, JsonNodeFactory.instance.objectNode().set("error", error));
    }
}
