package dev.runnel.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What synthetic visitors of the demo shop do, as the JSON text of single events of about 280 bytes. The same seed gives
 * the same events. Not thread safe.
 */
public final class ShopEvents {
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0",
        "Mozilla/5.0 (Macintosh) Safari/605.1",
        "Mozilla/5.0 (X11; Linux) Chrome/142.0",
        "Mozilla/5.0 (iPhone) Mobile/15E148"
    };
    private static final String[] QUERIES = {"laptop", "phone", "watch", "mouse", "tablet", "headphones", "gaming"};
    private static final String[] REFERRERS = {
        "https://www.google.com/",
        "https://duckduckgo.com/",
        "https://news.example.com/deals",
        "https://shop.example.com/"
    };
    private static final String[] PACKAGES = {"web-2.4.1", "web-2.4.2", "ios-5.0.0", "android-5.1.3"};

    private final SplittableRandom random;
    private final double invalidShare;
    private long id;

    /**
     * A sequence of events.
     *
     * @param firstId of the first event; the others count on
     * @param invalidShare the part of the events that break the contract, 0 to 1
     */
    public ShopEvents(long seed, long firstId, double invalidShare) {
        this.random = new SplittableRandom(seed);
        this.invalidShare = invalidShare;
        this.id = firstId;
    }

    /** The next event, as if it happened at {@code at}. */
    public String next(Instant at) {
        Optional<Flaw> flaw = random.nextDouble() < invalidShare
                ? Optional.of(Flaw.values()[random.nextInt(Flaw.values().length)])
                : Optional.empty();
        StringBuilder json = new StringBuilder(320);
        String type = type();
        json.append("{\"id\":").append(id++);
        text(json, "type", flaw.equals(Optional.of(Flaw.UNKNOWN_TYPE)) ? "refund" : type);
        text(json, "package_id", pick(PACKAGES));
        json.append(",\"event\":{");
        visitor(json, flaw.orElse(null));
        if (!flaw.equals(Optional.of(Flaw.NO_TIMESTAMP))) {
            text(json, "timestamp", at.toString());
        }
        visit(json, type, flaw.orElse(null));
        text(json, "referrer", pick(REFERRERS));
        return json.append("}}").toString();
    }

    /** The same as UTF-8. */
    public byte[] nextBytes(Instant at) {
        return next(at).getBytes(StandardCharsets.UTF_8);
    }

    private String type() {
        int dice = random.nextInt(100);
        return dice < 50 ? "view" : dice < 90 ? "click" : "purchase";
    }

    private void visitor(StringBuilder json, @Nullable Flaw flaw) {
        json.append("\"user_agent\":\"").append(pick(AGENTS)).append('"');
        String ip = "203.0." + random.nextInt(114) + "." + (1 + random.nextInt(254));
        text(json, "ip", flaw == Flaw.BAD_ADDRESS ? "localhost" : ip);
        int customer = 10_000 + random.nextInt(50_000);
        if (flaw == Flaw.TEXT_FOR_NUMBER) {
            text(json, "customer_id", "guest-" + customer);
        } else {
            json.append(",\"customer_id\":").append(customer);
        }
    }

    private void visit(StringBuilder json, String type, @Nullable Flaw flaw) {
        Product product = Product.ALL.get(random.nextInt(Product.ALL.size()));
        if (type.equals("click") && flaw == null && random.nextInt(3) == 0) {
            text(json, "page", "/search");
            text(json, "query", pick(QUERIES));
            return;
        }
        text(json, "page", "/products/" + product.id());
        json.append(",\"product\":").append(product.id());
        text(json, "product_name", product.name());
        json.append(",\"price\":").append(flaw == Flaw.NEGATIVE_PRICE ? -product.price() : product.price());
    }

    private static void text(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
