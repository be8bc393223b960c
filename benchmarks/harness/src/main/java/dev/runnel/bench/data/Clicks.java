package dev.runnel.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Clickstream events as JSON, some 250 bytes each; the same number of them is the same bytes every time. */
public final class Clicks {
    private static final long FIRST = 1_763_000_000_000L;
    private static final String[] TYPES = {"click", "view", "view", "purchase"};
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Macintosh)", "Mozilla/5.0 (Windows NT 10.0)", "curl/8.5.0"
    };

    private final SplittableRandom random = new SplittableRandom(42);
    private final StringBuilder text = new StringBuilder(512);
    private long next;

    /** The next event, without a line's end. */
    public byte[] next() {
        long id = next++;
        text.setLength(0);
        text.append("{\"id\":").append(id);
        text.append(",\"type\":\"").append(TYPES[random.nextInt(TYPES.length)]);
        text.append("\",\"package_id\":\"p").append(id & 1023);
        text.append("\",\"event\":{\"user_agent\":\"").append(AGENTS[random.nextInt(AGENTS.length)]);
        text.append("\",\"ip\":\"10.").append(random.nextInt(4));
        text.append('.').append(random.nextInt(256)).append('.').append(random.nextInt(256));
        text.append("\",\"customer_id\":").append(random.nextInt(50_000));
        text.append(",\"timestamp\":").append(FIRST + id);
        text.append(",\"page\":\"/p/").append(random.nextInt(500));
        text.append("\",\"query\":\"q=").append(random.nextInt(1_000));
        text.append("\",\"product\":").append(random.nextInt(9_000));
        text.append(",\"price\":").append(random.nextInt(1, 1_000)).append('.').append(10 + random.nextInt(90));
        text.append(",\"referrer\":\"https://example.com/")
                .append(random.nextInt(99))
                .append("\"}}");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
