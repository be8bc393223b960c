package dev.runnel.core.drift;

import dev.runnel.core.record.SystemColumn;
import java.util.regex.Pattern;

/** Names that contracts take for fields: letters, digits and underscores, at most 100. */
public final class FieldName {
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private FieldName() {}

    /** The key itself, or the name nearest to it that a field can have. */
    public static String of(String key) {
        if (COLUMN.matcher(key).matches() && !SystemColumn.isSystem(key)) {
            return key;
        }
        String plain = key.replaceAll("[^A-Za-z0-9_]", "_");
        String column = SystemColumn.isSystem(plain)
                        || plain.isEmpty()
                        || !COLUMN.matcher(plain).lookingAt()
                ? "f_" + plain
                : plain;
        return column.substring(0, Math.min(column.length(), 100));
    }
}
