package dev.runnel.testkit.api;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * People made up, in the shape of the public API at randomuser.me: the same for the same seed and page. What it does to its
 * readers is here too: a postcode is a number or a text, coordinates are texts, an identifier may be null.
 */
final class RandomUsers {
    private static final int MOST = 5000;
    private static final List<String> FIRST = List.of("Ann", "Ben", "Zoë", "Jürgen", "María", "O'Neil");
    private static final List<String> LAST = List.of("Smith", "Müller", "García", "Dupont", "Nielsen");
    private static final List<String[]> PLACES = List.of(
            new String[] {"US", "United States", "Texas"},
            new String[] {"GB", "United Kingdom", "Kent"},
            new String[] {"FR", "France", "Ain"},
            new String[] {"DE", "Germany", "Hessen"});

    private RandomUsers() {}

    static Reply reply(Asked asked, long request) {
        int results = Math.max(1, Math.min(MOST, asked.number("results", 1)));
        int page = asked.number("page", 1);
        String given = asked.parameters().get("seed");
        String seed = given == null ? Long.toHexString(request) : given;
        String users = LongStream.range(0, results)
                .mapToObj(i -> user(
                        new SplittableRandom(seed.hashCode() * 1_000_003L + page * 5003L + i),
                        asked.parameters().get("nat")))
                .collect(Collectors.joining(","));
        return Reply.json("{\"results\":[%s],\"info\":{\"seed\":\"%s\",\"results\":%d,\"page\":%d,\"version\":\"1.4\"}}"
                .formatted(users, seed, results, page));
    }

    private static String user(SplittableRandom random, @Nullable String nationality) {
        String first = FIRST.get(random.nextInt(FIRST.size()));
        String last = LAST.get(random.nextInt(LAST.size()));
        String[] place = PLACES.stream()
                .filter(p -> p[0].equalsIgnoreCase(nationality))
                .findFirst()
                .orElse(PLACES.get(random.nextInt(PLACES.size())));
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        String postcode = place[0].equals("GB")
                ? "\"SW" + random.nextInt(1, 20) + " 1AA\""
                : String.valueOf(random.nextInt(10_000, 99_999));
        String value = random.nextInt(4) == 0 ? "null" : "\"" + random.nextInt(100_000, 999_999) + "\"";
        return ("{\"gender\":\"%s\",\"name\":{\"title\":\"Ms\",\"first\":\"%s\",\"last\":\"%s\"},"
                        + "\"location\":{\"street\":{\"number\":%d,\"name\":\"Main Road\"},\"city\":\"Springfield\",\"state\":\"%s\","
                        + "\"country\":\"%s\",\"postcode\":%s,\"coordinates\":{\"latitude\":\"%s\",\"longitude\":\"%s\"},"
                        + "\"timezone\":{\"offset\":\"+1:00\",\"description\":\"Brussels\"}},\"email\":\"%s@example.com\","
                        + "\"login\":{\"uuid\":\"%s\",\"username\":\"user%d\",\"password\":\"secret\",\"salt\":\"x\",\"md5\":\"0\",\"sha1\":\"0\",\"sha256\":\"0\"},"
                        + "\"dob\":{\"date\":\"%s\",\"age\":40},\"registered\":{\"date\":\"%s\",\"age\":4},"
                        + "\"phone\":\"01-%d\",\"cell\":\"02-1\",\"id\":{\"name\":\"SSN\",\"value\":%s},"
                        + "\"picture\":{\"large\":\"https://example.com/l.jpg\",\"medium\":\"https://example.com/m.jpg\",\"thumbnail\":\"https://example.com/t.jpg\"},"
                        + "\"nat\":\"%s\"}")
                .formatted(
                        random.nextBoolean() ? "female" : "male",
                        first,
                        last,
                        random.nextInt(1, 9999),
                        place[2],
                        place[1],
                        postcode,
                        decimal(random, 90),
                        decimal(random, 180),
                        "user" + random.nextInt(1, 9_999_999),
                        uuid,
                        random.nextInt(1, 9999),
                        Instant.ofEpochSecond(random.nextLong(0, 900_000_000)),
                        Instant.ofEpochSecond(random.nextLong(1_000_000_000, 1_700_000_000)),
                        random.nextInt(1000, 9999),
                        value,
                        place[0]);
    }

    private static String decimal(SplittableRandom random, int most) {
        return random.nextInt(-most, most) + "." + random.nextInt(1000, 9999);
    }
}
