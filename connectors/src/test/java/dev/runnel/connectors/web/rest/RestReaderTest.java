package dev.runnel.connectors.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.Degraded;
import dev.runnel.testkit.api.ApiServer;
import dev.runnel.testkit.api.Asked;
import dev.runnel.testkit.api.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds, pages, faults and credentials against a real server, in a time that the test moves. */
class RestReaderTest {
    private ApiServer api;

    @BeforeEach
    void start() throws IOException {
        api = ApiServer.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }

    private String url(String path) {
        return "url: \"" + api.uri(path) + "\"";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/all | records: items, pagination: { by: page, size_param: size, size: 4 }",
                "/page/all | records: items, pagination: { by: page }",
                "/offset/all | records: data.items, pagination: { by: offset, size_param: limit, size: 4 }",
                "/offset/all | records: data.items, pagination: { by: offset }",
                "/cursor/all?limit=4 | records: items, pagination: { by: cursor, next: meta.next }",
                "/link/all?size=4 | pagination: { by: link }"
            })
    void everyPageIsReadOnce(String path) throws Exception {
        api.add("all", numbers(0, 25));
        String[] parts = path.split(" \\| ");
        try (Read read = Read.of(url(parts[0]) + ", " + parts[1])) {
            assertThat(read.round().values()).isEqualTo(numbers(0, 25));
            assertThat(read.hasEnded()).isTrue();
            assertThat(api.asked()).hasSizeGreaterThan(2);
            assertThat(read.records.get(0).position().toString())
                    .endsWith(" #1/1")
                    .startsWith(api.uri("/") + "");
        }
    }

    @Test
    void aRestartGoesOnBehindTheLastRecordOfAPage() throws Exception {
        api.add("all", numbers(0, 25));
        try (Read read =
                Read.of(url("/cursor/all?limit=4") + ", records: items, pagination: { by: cursor, next: meta.next }")) {
            while (!read.isOver()) {
                read.step();
                read.restart();
            }
            assertThat(read.values()).isEqualTo(numbers(0, 25));
        }
    }

    @Test
    void nothingComesOfNothing() throws Exception {
        api.add("none", List.of());
        try (Read read = Read.of(url("/page/none") + ", records: items")) {
            assertThat(read.round().records).isEmpty();
            assertThat(read.hasEnded()).isTrue();
        }
    }

    @Test
    void pagesEndWhereTheyAreToEnd() throws Exception {
        api.add("all", numbers(0, 25));
        try (Read read = Read.of(url("/page/all")
                + ", records: items, pagination: { by: page, from: 1, size_param: size, size: 5, max_pages: 3 }")) {
            assertThat(read.round().values()).isEqualTo(numbers(0, 15));
        }
    }

    @Test
    void anObjectIsARecordAndWhatIsNoneIsBroken() throws Exception {
        api.add("odd", List.of("{\"n\":1.50}", "7", "[1]", "null", "{\"n\":2}"));
        try (Read read = Read.of(url("/page/odd") + ", records: items")) {
            read.round();
            assertThat(read.values()).containsExactly("{\"n\":1.50}", "{\"n\":2}");
            assertThat(read.broken()).hasSize(3).allSatisfy(r -> {
                assertThat(r.broken().orElseThrow().message()).contains("a record is a JSON object");
                assertThat(r.position().toString()).matches("http://.*/page/odd #1/[234]");
            });
        }
        try (Read whole = Read.of(url("/page/odd"))) {
            assertThat(whole.round().values()).containsExactly("{\"items\":[{\"n\":1.50},7,[1],null,{\"n\":2}]}");
        }
    }

    @Test
    void pollsAtAFixedRateWithoutDriftAndWithoutCatchingUp() throws Exception {
        api.add("all", numbers(0, 1));
        try (Read read = Read.of(url("/page/all") + ", records: items, every: 10s")) {
            read.round();
            read.time.pass(Duration.ofMillis(9_999));
            assertThat(read.isIdle()).isTrue();
            for (int poll = 1; poll <= 3; poll++) {
                read.time.pass(Duration.ofMillis(poll == 1 ? 1 : 9_700)); // never quite on time
                read.time.pass(Duration.ofMillis(poll == 1 ? 0 : 300));
                read.round();
                read.time.pass(Duration.ofMillis(300)); // the answer took so long
                assertThat(read.position().due().at()).isEqualTo(Read.BEGIN.toEpochMilli() + poll * 10_000L);
                read.time.pass(Duration.ofMillis(-300));
            }
            read.time.pass(Duration.ofSeconds(34)); // a machine that slept: at 64 s
            assertThat(read.isIdle()).isTrue();
            read.time.pass(Duration.ofSeconds(6));
            read.round();
            assertThat(read.position().due().at()).isEqualTo(Read.BEGIN.toEpochMilli() + 70_000);
            assertThat(read.isIdle()).isTrue();
            assertThat(api.asked()).hasSize(5);
        }
    }

    @Test
    void endsAfterItsTimeAndGoesOnForAsLongInTheNextRun() throws Exception {
        try (Read read = Read.of(url("/api/?results=2") + ", records: results, every: 1s, for: 10s")) {
            read.toTheEnd(Duration.ofMillis(250));
            assertThat(read.records).hasSize(20);
            assertThat(api.asked()).hasSize(10);
            read.restart();
            assertThat(read.hasEnded()).isTrue();

            read.runAgain();
            read.toTheEnd(Duration.ofMillis(250));
            assertThat(read.records).hasSize(40);
        }
    }

    @Test
    void timeThatPassesWhileNobodyReadsIsNotSpent() throws Exception {
        try (Read read = Read.of(url("/api/") + ", records: results, every: 1s, for: 10s")) {
            for (int poll = 0; poll < 4; poll++) {
                read.round();
                read.time.pass(Duration.ofSeconds(1));
            }
            read.time.pass(Duration.ofHours(5));
            read.restart();
            read.toTheEnd(Duration.ofMillis(250));
            assertThat(read.records).hasSize(10);
        }
    }

    @Test
    void asksForWhatCameSinceTheLargestValueOverRestarts() throws Exception {
        api.add(
                "items",
                List.of(
                        "{\"id\":1,\"at\":\"2026-11-20T10:00:00Z\"}",
                        "{\"id\":2,\"at\":\"2026-11-20T12:00:00+02:00\"}",
                        "{\"id\":3,\"at\":\"2026-11-20T09:00:00Z\"}"));
        try (Read read = Read.of(
                url("/page/items")
                        + ", records: items, every: 1s, incremental: { param: after, field: at, start: \"2026-01-01T00:00:00Z\" }")) {
            read.round();
            assertThat(api.asked().get(0).parameters()).containsEntry("after", "2026-01-01T00:00:00Z");
            read.restart();
            api.add(
                    "items",
                    List.of(
                            "{\"id\":4,\"at\":\"2026-11-20T10:00:00.000Z\"}",
                            "{\"id\":5,\"at\":\"2026-11-20T10:00:01Z\"}"));
            read.time.pass(Duration.ofSeconds(1));
            read.round();
            assertThat(api.asked().get(1).parameters()).containsEntry("after", "2026-11-20T10:00:00Z");
            assertThat(read.values().stream().map(v -> v.substring(6, 7)))
                    .as("those at the mark come again and are left out; an older one is not known")
                    .containsExactly("1", "2", "3", "3", "4", "5");
            read.time.pass(Duration.ofSeconds(1));
            read.restart();
            read.round();
            assertThat(api.asked().get(2).parameters()).containsEntry("after", "2026-11-20T10:00:01Z");
        }
    }

    @Test
    void aRoundThatIsNotOverAsksSinceWhatTheOneBeforeCameTo() throws Exception {
        api.add("items", List.of("{\"id\":9}", "{\"id\":2}", "{\"id\":3}"));
        try (Read read = Read.of(
                url("/page/items")
                        + ", records: items, every: 1s, pagination: { by: page, size_param: size, size: 1 }, incremental: { param: min, field: id }")) {
            read.step();
            read.restart();
            read.round();
            assertThat(api.asked()).allSatisfy(a -> assertThat(a.parameters()).doesNotContainKey("min"));
            read.time.pass(Duration.ofSeconds(1));
            read.step();
            assertThat(api.asked().get(api.asked().size() - 1).parameters()).containsEntry("min", "9");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 408})
    void whatPassesIsTriedAgainWithGrowingPauses(int status) throws Exception {
        api.add("all", numbers(0, 1));
        for (int i = 0; i < 3; i++) {
            api.next(Fault.status(status, "busy"));
        }
        try (Read read = Read.of(url("/page/all") + ", records: items")) {
            assertThat(read.round().values()).hasSize(1);
            assertThat(read.health.degraded()).isEmpty();
            assertThat(read.time.pauses).hasSize(3);
            assertThat(read.time.pauses.get(0)).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
            assertThat(read.time.pauses.get(1)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
            assertThat(read.time.pauses.get(2)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
        }
    }

    @Test
    void retryAfterIsHonouredInSecondsAndAsADate() throws Exception {
        api.add("all", numbers(0, 1));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Read.BEGIN.plusSeconds(600).atZone(ZoneOffset.UTC));
        api.next(Fault.tooMany("120"), Fault.tooMany(date), Fault.tooMany("soon"));
        try (Read read = Read.of(url("/page/all") + ", records: items")) {
            assertThat(read.round().values()).hasSize(1);
            assertThat(read.time.pauses.get(0)).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(180));
            assertThat(read.time.pauses.get(0).plus(read.time.pauses.get(1)))
                    .as("not before the date")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(600));
            assertThat(read.time.pauses.get(2)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void whatDoesNotPassIsSaidAndAskedAgainInTheNextRounds() throws Exception {
        api.add("all", numbers(0, 1));
        api.always(Fault.status(503, "we are sorry\nsecond line"));
        try (Read read = Read.of(url("/page/all") + ", records: items, every: 1s, retries: 2")) {
            read.step();
            assertThat(api.asked()).hasSize(3);
            Degraded degraded = read.health.degraded().orElseThrow();
            assertThat(degraded.message())
                    .isEqualTo(
                            api.uri("/page/all")
                                    + " answers 503: \"we are sorry\"; the server has a trouble of its own, and is asked again");
            assertThat(degraded.nextTry())
                    .contains(
                            java.time.Instant.ofEpochMilli(read.position().due().at()));
            assertThat(read.records).isEmpty();

            api.well();
            read.time.pass(Duration.ofSeconds(2));
            read.round();
            assertThat(read.values()).hasSize(1);
            assertThat(read.health.degraded()).isEmpty();
        }
    }

    @Test
    void pausesGrowWhileItLasts() throws Exception {
        api.always(Fault.status(404, "<html>no"));
        try (Read read = Read.of(url("/page/all") + ", every: 1s")) {
            long last = 0;
            for (int poll = 0; poll < 9; poll++) {
                read.step();
                long next = read.position().due().at();
                long pause = next - read.time.millis();
                assertThat(pause).isBetween(Math.min(last, 60_000), 61_000L);
                last = pause;
                read.time.pass(Duration.ofMillis(pause));
            }
            assertThat(last).isGreaterThanOrEqualTo(60_000);
            assertThat(read.health.degraded().orElseThrow().message())
                    .contains("answers 404", "there is nothing at this address: look at `url`");
            assertThat(api.asked()).hasSize(9);
        }
    }

    @Test
    void anAnswerThatIsNoJsonIsAnInvalidRecordAndTheNextPollGoesOn() throws Exception {
        api.add("all", numbers(0, 2));
        api.next(Fault.html());
        try (Read read = Read.of(url("/page/all") + ", records: items, every: 1s")) {
            read.step();
            assertThat(read.broken()).hasSize(1);
            assertThat(new String(read.broken().get(0).value(), StandardCharsets.UTF_8))
                    .startsWith("<!DOCTYPE html>");
            assertThat(read.broken().get(0).position().toString()).isEqualTo(api.uri("/page/all") + " #1");
            assertThat(read.health.degraded().orElseThrow().message()).contains("answers what is no record");
            assertThat(read.isIdle()).isTrue();

            read.time.pass(Duration.ofSeconds(1));
            read.round();
            assertThat(read.values()).isEqualTo(numbers(0, 2));
            assertThat(read.broken()).hasSize(1);
            assertThat(read.health.degraded()).isEmpty();
        }
    }

    @Test
    void aPageThatIsNoJsonIsAskedForAgainAndNoneIsLost() throws Exception {
        api.add("all", numbers(0, 12));
        try (Read read = Read.of(url("/page/all")
                + ", records: items, every: 1s, pagination: { by: page, size_param: size, size: 4 }")) {
            for (int i = 0; i < 4; i++) {
                read.step();
            }
            api.next(new Fault.Truncated(20));
            read.step();
            assertThat(read.broken()).hasSize(1);
            assertThat(read.broken().get(0).value()).hasSize(20);
            read.restart();
            read.time.pass(Duration.ofSeconds(1));
            read.round();
            assertThat(read.values()).isEqualTo(numbers(0, 12));
        }
    }

    @Test
    void aConnectionThatBreaksOffIsTriedAgain() throws Exception {
        api.add("all", numbers(0, 3));
        api.next(new Fault.Close(), new Fault.Cut(10));
        try (Read read = Read.of(url("/page/all") + ", records: items")) {
            assertThat(read.round().values()).isEqualTo(numbers(0, 3));
            assertThat(read.time.pauses).hasSizeBetween(1, 2); // the JDK's client asks again by itself, once
        }
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() throws Exception {
        api.add("all", numbers(0, 1));
        api.next(new Fault.Hang());
        try (Read read = Read.of(url("/page/all") + ", records: items, timeout: 300ms, retries: 0, every: 1s")) {
            read.step();
            assertThat(read.health.degraded().orElseThrow().message()).contains("did not answer within 300 ms");
        }
        api.close();
        try (Read gone = Read.of(url("/page/all") + ", records: items, retries: 0, every: 1s")) {
            gone.step();
            assertThat(gone.health.degraded().orElseThrow().message())
                    .contains("does not answer: nothing listens there");
        }
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() throws Exception {
        api.always(Fault.huge(5 << 20));
        try (Read read = Read.of(url("/page/all") + ", every: 1s, max_body: 1mb")) {
            read.step();
            assertThat(read.health.degraded().orElseThrow().message())
                    .contains("answers more than 1048576 bytes", "raise `max_body`");
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void redirectsAreFollowedOnTheSameServerOnly() throws Exception {
        api.add("all", numbers(0, 1));
        api.next(Fault.redirect(302, "/page/all"));
        try (Read read = Read.of(url("/old") + ", records: items, auth: { bearer: abcdef }")) {
            assertThat(read.round().values()).hasSize(1);
            assertThat(api.asked().get(1).headers()).containsEntry("authorization", "Bearer abcdef");
        }
        try (ApiServer other = ApiServer.start();
                Read read = Read.of(url("/old") + ", every: 1s, auth: { bearer: abcdef }")) {
            api.next(Fault.redirect(302, other.uri("/page/all").toString()));
            read.step();
            assertThat(read.health.degraded().orElseThrow().message())
                    .contains("redirects to another server, http://127.0.0.1:", "name it in `url`");
            assertThat(other.asked()).isEmpty();
        }
        api.always(Fault.redirect(302, "/round"));
        try (Read read = Read.of(url("/round") + ", every: 1s")) {
            read.step();
            assertThat(read.health.degraded().orElseThrow().message()).contains("redirects again and again");
        }
    }

    @Test
    void aLinkToAnotherServerIsNotFollowed() throws Exception {
        api.next(new Fault.Instead(new dev.runnel.testkit.api.Reply(
                200, Map.of("Link", "<https://evil.example.com/x>; rel=next"), "[]".getBytes(StandardCharsets.UTF_8))));
        try (Read read = Read.of(url("/link/all") + ", every: 1s, pagination: { by: link }")) {
            read.step();
            assertThat(read.health.degraded().orElseThrow().message())
                    .contains("the answer's next page is on another server, https://evil.example.com");
        }
    }

    @Test
    void saysWhoAsks() throws Exception {
        api.add("all", numbers(0, 1));
        String basic = Base64.getEncoder().encodeToString("ann:s3cret!".getBytes(StandardCharsets.UTF_8));
        Map<String, String> secrets = Map.of("SECRET", "s3cret!");
        Map<String, java.util.function.Function<Asked, Boolean>> ways = Map.of(
                "basic: { user: ann, password: \"${env:SECRET}\" }",
                        a -> ("Basic " + basic).equals(a.headers().get("authorization")),
                "bearer: \"${env:SECRET}\"",
                        a -> "Bearer s3cret!".equals(a.headers().get("authorization")),
                "api_key: { header: X-Api-Key, value: \"${env:SECRET}\" }",
                        a -> "s3cret!".equals(a.headers().get("x-api-key")),
                "api_key: { param: key, value: \"${env:SECRET}\" }",
                        a -> "s3cret!".equals(a.parameters().get("key")));
        for (Map.Entry<String, java.util.function.Function<Asked, Boolean>> way : ways.entrySet()) {
            api.guard(way.getValue());
            try (Read read = Read.of(url("/page/all") + ", records: items, auth: { " + way.getKey() + " }", secrets)) {
                assertThat(read.round().values()).as(way.getKey()).hasSize(1);
                assertThat(read.records.get(0).position().toString()).doesNotContain("s3cret");
            }
        }
        api.guard(a -> false);
        try (Read read = Read.of(url("/page/all?x=1") + ", every: 1s, auth: { bearer: wrong-one }")) {
            read.step();
            assertThat(read.health.degraded().orElseThrow().message())
                    .contains(
                            "answers 401: \"who are you?\"; the credentials are wrong or have expired: renew what `auth`");
        }
    }

    @Test
    void asksForATokenAndForAnotherWhenItExpiresOrIsRefused() throws Exception {
        api.add("all", numbers(0, 1));
        api.guard(a -> String.valueOf(a.headers().get("authorization")).startsWith("Bearer token-"));
        Map<String, String> secrets = Map.of("SECRET", ApiServer.CLIENT_SECRET);
        String yaml = url("/page/all") + ", records: items, every: 20s, auth: { oauth2: { token_url: \""
                + api.uri("/token") + "\", client_id: client, client_secret: \"${env:SECRET}\", scope: \"a b\" } }";
        try (Read read = Read.of(yaml, secrets)) {
            for (int poll = 0; poll < 3; poll++) {
                read.round();
                read.time.pass(Duration.ofSeconds(20));
            }
            assertThat(read.values()).hasSize(3);
            assertThat(api.asked().stream().filter(a -> a.uri().getPath().equals("/token")))
                    .as("valid for a minute, renewed half a minute before")
                    .hasSize(2)
                    .allSatisfy(a -> assertThat(a.body()).isEqualTo("grant_type=client_credentials&scope=a%20b"));

            api.guard(a -> false);
            read.step();
            assertThat(read.health.degraded().orElseThrow().message()).doesNotContain(ApiServer.CLIENT_SECRET);
            api.guard(a -> true);
            read.time.pass(Duration.ofMinutes(2));
            read.round();
            assertThat(read.health.degraded()).isEmpty();
        }
        try (Read wrong = Read.of(yaml, Map.of("SECRET", "of-somebody-else"))) {
            wrong.step();
            assertThat(wrong.health.degraded().orElseThrow().message())
                    .contains("/token answers 401")
                    .doesNotContain("of-somebody-else");
        }
    }

    @Test
    void whatIsSecretIsNeverShown() throws Exception {
        Map<String, String> secrets = Map.of("KEY", "top secret/1", "URL", api.uri("/page/x?sig=also5ecret") + "");
        api.always(Fault.status(400, "bad key top secret/1 and also5ecret"));
        String yaml = "url: \"${env:URL}\", params: { key: \"${env:KEY}\", results: 5 }, every: 1s,"
                + " headers: { X-Mine: \"${env:KEY}\" }";
        try (Read read = Read.of(yaml, secrets)) {
            read.step();
            assertThat(api.asked().get(0).parameters()).containsEntry("key", "top secret/1");
            assertThat(read.health.degraded().orElseThrow().message())
                    .contains("/page/x?sig=***&key=***&results=5 answers 400: \"bad key ***")
                    .doesNotContain("top", "5ecret");
        }
        RestSettings settings =
                RestSettings.of(Read.settings(yaml, secrets, new dev.runnel.core.diagnostic.Diagnostics()));
        assertThat(settings.toString() + settings.identity()).doesNotContain("top secret", "5ecret");
    }

    @Test
    void asksNoMoreOftenThanItMay() throws Exception {
        api.add("all", numbers(0, 5));
        try (Read read = Read.of(url("/page/all")
                + ", records: items, rate_limit: 2/1m, pagination: { by: page, size_param: size, size: 1 }")) {
            read.round();
            assertThat(api.asked()).hasSize(6);
            assertThat(read.time.pauses).hasSize(5).allSatisfy(p -> assertThat(p)
                    .isGreaterThan(Duration.ofSeconds(20)));
        }
    }

    @Test
    void postsABody() throws Exception {
        api.add("all", numbers(0, 1));
        try (Read read = Read.of(
                url("/page/all") + ", method: POST, body: '{\"query\":\"é\"}', records: items, headers: { X-A: b }")) {
            read.round();
            Asked asked = api.asked().get(0);
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.body()).isEqualTo("{\"query\":\"é\"}");
            assertThat(asked.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("accept", "application/json")
                    .containsEntry("x-a", "b");
        }
    }
}
