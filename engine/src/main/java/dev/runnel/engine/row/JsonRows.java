package dev.runnel.engine.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON. Instants are RFC 3339 in UTC (a timestamp without zone is taken as UTC), times and dates ISO
 * 8601, decimals plain numbers, bytes base64, NaN and infinities null; null fields are written. Not thread safe.
 */
public final class JsonRows {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonValues.Writer object;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    /** @throws IllegalArgumentException when a column's type has no form in JSON */
    public JsonRows(RowType type) {
        this.object = JsonValues.row(type);
    }

    /** One JSON object, in UTF-8. */
    public byte[] object(RowData row) {
        return written(json -> object.write(json, row));
    }

    /** A JSON array of some of a row's columns: the key of a view's records. */
    public static final class Key {
        private final JsonValues.Column[] columns;
        private final JsonRows out;

        /** @param names columns of the type */
        public Key(RowType type, List<String> names) {
            this.columns = JsonValues.columns(type, names);
            this.out = new JsonRows(new RowType(List.of()));
        }

        /**
         * The first column as plain text: a string as it is, anything else as its JSON without the quotes; null when it
         * is null.
         */
        public byte @Nullable [] text(RowData row) {
            Object value = columns[0].getter().getFieldOrNull(row);
            if (value == null) {
                return null;
            }
            if (value instanceof StringData string) {
                return string.toBytes();
            }
            byte[] array = array(row);
            int quote = array[1] == '"' ? 1 : 0;
            return Arrays.copyOfRange(array, 1 + quote, array.length - 1 - quote);
        }

        /** One JSON array, in UTF-8. */
        public byte[] array(RowData row) {
            return out.written(json -> {
                json.writeStartArray();
                for (JsonValues.Column column : columns) {
                    column.writeValue(json, row);
                }
                json.writeEndArray();
            });
        }
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] written(Body body) {
        bytes.reset();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
