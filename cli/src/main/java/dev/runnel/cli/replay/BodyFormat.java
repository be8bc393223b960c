package dev.runnel.cli.replay;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** How the records of a batch are put into one request. */
public enum BodyFormat {
    /** One JSON array, which any collector understands; a broken record spoils its batch. */
    ARRAY("application/json", '[', ',', ']'),
    /** A record a line: a broken one is refused alone. */
    NDJSON("application/x-ndjson", -1, '\n', '\n');

    private final String contentType;
    private final int before;
    private final int between;
    private final int after;

    BodyFormat(String contentType, int before, int between, int after) {
        this.contentType = contentType;
        this.before = before;
        this.between = between;
        this.after = after;
    }

    String contentType() {
        return contentType;
    }

    byte[] body(List<byte[]> records) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(records.size() * 300);
        if (before >= 0) {
            body.write(before);
        }
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                body.write(between);
            }
            body.writeBytes(records.get(i));
        }
        body.write(after);
        return body.toByteArray();
    }
}
