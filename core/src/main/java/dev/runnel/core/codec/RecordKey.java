package dev.runnel.core.codec;

import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The key of a log's records: the key field's value as UTF-8 text, the same for equal values however they were written.
 * Immutable.
 */
public final class RecordKey {
    private final OptionalInt slot;

    /** @param path dotted path of the key field */
    public RecordKey(Layout layout, String path) {
        this.slot = layout.find(path);
    }

    /** The key of a decoded record; null when it has none. */
    public byte @Nullable [] of(DecodedRecord record) {
        if (slot.isEmpty() || record.isNull(slot.getAsInt())) {
            return null;
        }
        int at = slot.getAsInt();
        Type type = record.layout().slot(at).field().type();
        if (type == Type.Primitive.STRING || type == Type.Primitive.JSON) {
            int start = record.start(at);
            return Arrays.copyOfRange(record.buffer(at), start, start + record.length(at));
        }
        return text(record, at, type).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(DecodedRecord record, int at, Type type) {
        if (type instanceof Type.Decimal decimal) {
            return decimal.precision() <= 18
                    ? BigDecimal.valueOf(record.number(at), decimal.scale()).toPlainString()
                    : ((BigDecimal) Objects.requireNonNull(record.object(at))).toPlainString();
        }
        if (!(type instanceof Type.Primitive primitive)) {
            return String.valueOf(record.object(at));
        }
        long number = record.number(at);
        return switch (primitive) {
            case BOOLEAN -> Boolean.toString(number != 0);
            case FLOAT, DOUBLE -> Double.toString(Double.longBitsToDouble(number));
            case DATE -> LocalDate.ofEpochDay(number).toString();
            case TIME ->
                LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos(number)).toString();
            case TIMESTAMP -> Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString();
            case BYTES -> base64(record, at);
            default -> Long.toString(number);
        };
    }

    private static String base64(DecodedRecord record, int at) {
        int start = record.start(at);
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(record.buffer(at), start, start + record.length(at)));
    }
}
