package dev.runnel.connectors.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A partition's value as a folder's name, so that any file system can hold it and Hive's readers understand it. */
final class FolderName {
    /** What Hive writes for null; the empty text is left empty. */
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** File systems allow 255 bytes a name; the field's own name stands before the value. */
    private static final int LONGEST = 120;

    private FolderName() {}

    /**
     * The value, with every byte of its UTF-8 but letters, digits, {@code _ - .} written as {@code %XX}. A longer one is
     * cut and a checksum of the whole put after {@code ~}: a row must never stop a landing by its length.
     */
    static String of(@Nullable String value) {
        if (value == null) {
            return NULL;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder();
        for (byte b : bytes) {
            if (name.length() > LONGEST) {
                return name + "~" + checksum(bytes);
            }
            append(name, b);
        }
        return name.toString();
    }

    private static void append(StringBuilder name, byte b) {
        boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
        if (plain || b == '_' || b == '-' || b == '.') {
            name.append((char) b);
        } else {
            name.append(String.format("%%%02X", b));
        }
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
