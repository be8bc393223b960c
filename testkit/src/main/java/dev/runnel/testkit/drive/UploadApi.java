package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes files, new ones and new contents, in <a
 * href="https://developers.google.com/workspace/drive/api/guides/manage-uploads">multipart and resumable uploads</a>. Thread safe.
 */
final class UploadApi {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    private final DriveFiles files;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** An upload that comes in pieces. */
    private record Session(String id, JsonNode metadata, String type, ByteArrayOutputStream content) {}

    UploadApi(DriveFiles files) {
        this.files = files;
    }

    /** @param id of the file that gets a new content; empty for a new file */
    void answer(Exchange exchange, String id, String address) throws IOException {
        Optional<String> upload = exchange.query("upload_id");
        if (upload.isPresent()) {
            resume(exchange, upload.get());
        } else if (exchange.query("uploadType").orElse("").equals("resumable")) {
            String session = UUID.randomUUID().toString();
            String type = exchange.header("X-Upload-Content-Type").orElse("application/octet-stream");
            sessions.put(session, new Session(id, json(exchange.body()), type, new ByteArrayOutputStream()));
            exchange.set("Location", address + exchange.path() + "?uploadType=resumable&upload_id=" + session);
            exchange.answer(200, "text/plain", new byte[0]);
        } else {
            multipart(exchange, id);
        }
    }

    private void resume(Exchange exchange, String upload) throws IOException {
        Session session = sessions.get(upload);
        Matcher range = RANGE.matcher(exchange.header("Content-Range").orElse("bytes */0"));
        if (session == null || !range.matches()) {
            exchange.refuse(404, "notFound", "No such upload");
            return;
        }
        int begin = range.group(1) == null ? session.content().size() : Integer.parseInt(range.group(1));
        if (begin == session.content().size()) {
            session.content().write(exchange.body());
        }
        boolean isWhole = range.group(3).equals(String.valueOf(session.content().size()));
        if (!isWhole) {
            exchange.set("Range", "bytes=0-" + (session.content().size() - 1));
            exchange.answer(308, "text/plain", new byte[0]);
            return;
        }
        sessions.remove(upload);
        keep(
                exchange,
                session.id(),
                session.metadata(),
                session.type(),
                session.content().toByteArray());
    }

    private void multipart(Exchange exchange, String id) throws IOException {
        Matcher boundary = BOUNDARY.matcher(exchange.header("Content-Type").orElse(""));
        if (!boundary.find()) {
            exchange.refuse(400, "badContent", "Media type is not multipart");
            return;
        }
        // Bytes as characters, so that positions are those of the bytes.
        String[] parts = new String(exchange.body(), StandardCharsets.ISO_8859_1)
                .split("\r?\n?--" + Pattern.quote(boundary.group(1)));
        JsonNode metadata = json(content(parts[1]));
        Matcher type = Pattern.compile("(?i)content-type: *(\\S+)").matcher(parts[2]);
        keep(exchange, id, metadata, type.find() ? type.group(1) : "application/octet-stream", content(parts[2]));
    }

    private static byte[] content(String part) {
        return part.substring(part.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return bytes.length == 0 ? MissingNode.getInstance() : Exchange.JSON.readTree(bytes);
    }

    private void keep(Exchange exchange, String id, JsonNode metadata, String type, byte[] content) throws IOException {
        String kept = id;
        if (id.isEmpty()) {
            String folder = metadata.path("parents").path(0).asText(DriveFiles.ROOT);
            kept = files.put(metadata.path("name").asText("Untitled"), type, content, folder);
        } else if (files.find(id).isEmpty()) {
            exchange.refuse(404, "notFound", "File not found: " + id + ".");
            return;
        } else {
            files.edit(id, content);
        }
        exchange.answer(files.find(kept).orElseThrow().json(), "kind,id,name,mimeType");
    }
}
