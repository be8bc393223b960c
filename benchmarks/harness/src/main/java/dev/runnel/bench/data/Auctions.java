package dev.runnel.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Persons, auctions and bids in the proportions and with the columns of the Nexmark benchmark: of fifty events one is a
 * person, three are auctions, the rest are bids. Ten events happen in a millisecond of event time. The same number of
 * them is the same bytes every time.
 */
public final class Auctions {
    /** What an event is. */
    public enum Kind {
        PERSON,
        AUCTION,
        BID
    }

    private static final long FIRST = 1_763_000_000_000L;
    private static final int OF = 50;
    private static final int AUCTIONS = 3;
    private static final int RECENT = 1_000;
    private static final String[] CHANNELS = {"Apple", "Google", "Facebook", "Baidu"};
    private static final String[] STATES = {"OR", "ID", "CA", "WA"};

    private final SplittableRandom random = new SplittableRandom(7);
    private final int keys;
    private long next;

    /** @param keys how many bidders there are */
    public Auctions(int keys) {
        this.keys = keys;
    }

    /** What the next event is. */
    public Kind kind() {
        long at = next % OF;
        return at == 0 ? Kind.PERSON : at <= AUCTIONS ? Kind.AUCTION : Kind.BID;
    }

    /** The next event. */
    public byte[] next() {
        Kind kind = kind();
        long time = FIRST + next / 10;
        long round = next / OF;
        long at = next % OF;
        next++;
        String text =
                switch (kind) {
                    case PERSON ->
                        "{\"id\":" + round + ",\"name\":\"person " + round
                                + "\",\"email_address\":\"p" + round + "@example.com\",\"state\":\""
                                + STATES[random.nextInt(STATES.length)] + "\",\"date_time\":" + time + "}";
                    case AUCTION ->
                        "{\"id\":" + (round * AUCTIONS + at - 1) + ",\"item_name\":\"item "
                                + random.nextInt(10_000) + "\",\"initial_bid\":" + random.nextInt(1_000)
                                + ",\"seller\":"
                                + recent(round) + ",\"category\":" + random.nextInt(20) + ",\"date_time\":" + time
                                + "}";
                    case BID ->
                        "{\"auction\":" + recent(round * AUCTIONS) + ",\"bidder\":" + random.nextInt(keys)
                                + ",\"price\":" + random.nextInt(1, 10_000_000) + ",\"channel\":\""
                                + CHANNELS[random.nextInt(CHANNELS.length)]
                                + "\",\"url\":\"https://www.example.com/item.htm?query=1&auction="
                                + random.nextInt(10_000)
                                + "\",\"date_time\":" + time + ",\"extra\":\"" + Long.toHexString(random.nextLong())
                                + "\"}";
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long recent(long last) {
        return Math.max(0, last - random.nextInt(RECENT));
    }
}
