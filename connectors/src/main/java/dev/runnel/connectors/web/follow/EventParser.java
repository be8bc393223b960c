package dev.runnel.connectors.web.follow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream as the HTML standard says (9.2.6, interpreting an event stream), from bytes as they come. Lines and
 * events are bounded. Not thread safe.
 */
final class EventParser {
    private static final int LONGEST_NAME = 16;
    private static final String BOM = "\uFEFF";

    private final List<String> types;
    private final int most;
    private final Consumer<Message> events;
    private final LongConsumer retries;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private long lineBytes;
    private long dataBytes;
    private String type = "";
    private @Nullable String lastId;
    private boolean first = true;
    private boolean afterReturn;

    /**
     * @param types of events that are wanted; all, where there are none
     * @param most bytes that are kept of an event
     * @param retries is told how long to wait before connecting again, in milliseconds
     */
    EventParser(List<String> types, int most, @Nullable String lastId, Consumer<Message> events, LongConsumer retries) {
        this.types = types;
        this.most = most;
        this.lastId = lastId;
        this.events = events;
        this.retries = retries;
    }

    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            boolean isEnd = b == '\r' || b == '\n' && !afterReturn;
            if (isEnd) {
                take(line.toString(StandardCharsets.UTF_8));
                line.reset();
                lineBytes = 0;
            } else if (b != '\n') {
                lineBytes++;
                if (line.size() < most + LONGEST_NAME) {
                    line.write(b);
                }
            }
            afterReturn = b == '\r';
        }
    }

    private void take(String whole) {
        String text = first && whole.startsWith(BOM) ? whole.substring(1) : whole;
        first = false;
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(name, value.startsWith(" ") ? value.substring(1) : value, lineBytes);
    }

    private void field(String name, String value, long length) {
        switch (name) {
            case "data" -> {
                byte[] bytes = (value + "\n").getBytes(StandardCharsets.UTF_8);
                dataBytes += Math.max(bytes.length, length - LONGEST_NAME);
                data.write(bytes, 0, Math.min(bytes.length, most + 1 - data.size()));
            }
            case "event" -> type = value;
            case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
            case "retry" -> {
                if (value.matches("\\d{1,9}")) {
                    retries.accept(Long.parseLong(value));
                }
            }
            default -> {
                // a comment, or a field that nobody knows
            }
        }
    }

    private void dispatch() {
        boolean isWanted = types.isEmpty() || types.contains(type.isEmpty() ? "message" : type);
        if (dataBytes > 0 && isWanted) {
            byte[] kept = data.toByteArray();
            boolean isWhole = kept.length == dataBytes;
            byte[] text = java.util.Arrays.copyOf(kept, isWhole ? kept.length - 1 : kept.length);
            events.accept(new Message(lastId, text, isWhole ? text.length : dataBytes));
        }
        data.reset();
        dataBytes = 0;
        type = "";
    }
}
