package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers <a href="https://developers.google.com/workspace/drive/api/reference/rest/v3/files">files</a> (list, get, content,
 * export), <a href="https://developers.google.com/workspace/drive/api/reference/rest/v3/changes">changes</a> and about.
 * Thread safe.
 */
final class FilesApi {
    private static final int EXPORT_LIMIT = 10 << 20;
    private static final int LARGEST_PAGE = 1000;
    private static final String USUAL = "kind,id,name,mimeType";

    private final DriveFiles files;

    FilesApi(DriveFiles files) {
        this.files = files;
    }

    void about(Exchange exchange, String user) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("user").put("emailAddress", user).put("displayName", user);
        exchange.answer(json, "user");
    }

    void list(Exchange exchange) throws IOException {
        Predicate<StoredFile> query;
        try {
            query = exchange.query("q").map(FileQuery::of).orElse(file -> true);
        } catch (IllegalArgumentException e) {
            exchange.refuse(400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        List<StoredFile> found = files.all().stream().filter(query).toList();
        Optional<Integer> size = pageSize(exchange);
        if (size.isEmpty()) {
            return;
        }
        int from = Integer.parseInt(exchange.query("pageToken").orElse("0"));
        int to = Math.min(found.size(), from + size.get());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.put("kind", "drive#fileList").putArray("files");
        found.subList(Math.min(from, to), to).forEach(file -> array.add(file.json()));
        if (to < found.size()) {
            json.put("nextPageToken", String.valueOf(to));
        }
        exchange.answer(json, "kind,nextPageToken,files(" + USUAL + ")");
    }

    void get(Exchange exchange, String id) throws IOException {
        Optional<StoredFile> file = known(exchange, id);
        if (file.isEmpty()) {
            return;
        }
        if (!exchange.query("alt").orElse("json").equals("media")) {
            exchange.answer(file.get().json(), USUAL);
        } else if (!file.get().readable()) {
            exchange.refuse(
                    403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.");
        } else if (!file.get().isBytes()) {
            exchange.refuse(
                    403,
                    "fileNotDownloadable",
                    "Only files with binary content can be downloaded. Use Export instead.");
        } else {
            exchange.answer(200, file.get().mimeType(), file.get().content());
        }
    }

    void export(Exchange exchange, String id) throws IOException {
        Optional<StoredFile> file = known(exchange, id);
        if (file.isEmpty()) {
            return;
        }
        Map<String, byte[]> exports = file.get().exports();
        String type = exchange.query("mimeType").orElse("");
        byte[] content = exports.get(type);
        if (content == null) {
            exchange.refuse(400, "badRequest", "The requested conversion is not supported.");
        } else if (content.length > EXPORT_LIMIT) {
            exchange.refuse(403, "exportSizeLimitExceeded", "This file is too large to be exported.");
        } else {
            exchange.answer(200, type, content);
        }
    }

    private Optional<StoredFile> known(Exchange exchange, String id) throws IOException {
        Optional<StoredFile> file = files.find(id);
        if (file.isEmpty()) {
            exchange.refuse(404, "notFound", "File not found: " + id + ".");
        }
        return file;
    }

    void startToken(Exchange exchange) throws IOException {
        exchange.answer(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "drive#startPageToken")
                        .put("startPageToken", String.valueOf(files.changes())),
                "*");
    }

    void changes(Exchange exchange) throws IOException {
        String token = exchange.query("pageToken").orElse("");
        Optional<Integer> size = pageSize(exchange);
        if (size.isEmpty()) {
            return;
        }
        if (!token.matches("\\d+") || Integer.parseInt(token) > files.changes()) {
            exchange.refuse(400, "invalid", "Invalid Value: pageToken");
            return;
        }
        List<Map.Entry<Integer, String>> all = files.changedAfter(Integer.parseInt(token));
        List<Map.Entry<Integer, String>> page = all.subList(0, Math.min(size.get(), all.size()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.put("kind", "drive#changeList").putArray("changes");
        page.forEach(change -> array.add(change(change.getValue())));
        if (page.size() < all.size()) {
            json.put("nextPageToken", String.valueOf(page.get(page.size() - 1).getKey()));
        } else {
            json.put("newStartPageToken", String.valueOf(files.changes()));
        }
        exchange.answer(json, "kind,nextPageToken,newStartPageToken,changes");
    }

    private ObjectNode change(String id) {
        Optional<StoredFile> file = files.find(id);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "drive#change")
                .put("changeType", "file")
                .put("fileId", id)
                .put("removed", file.isEmpty());
        file.ifPresent(f -> json.set("file", f.json()));
        return json;
    }

    private static Optional<Integer> pageSize(Exchange exchange) throws IOException {
        int size = Integer.parseInt(exchange.query("pageSize").orElse("100"));
        if (size < 1 || size > LARGEST_PAGE) {
            exchange.refuse(400, "invalidParameter", "Invalid value '" + size + "'. Values must be within [1, 1000]");
            return Optional.empty();
        }
        return Optional.of(size);
    }
}
