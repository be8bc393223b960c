package dev.runnel.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.runnel.cli.browser.Browsing.find;
import static dev.runnel.cli.browser.Browsing.screenshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.record.Headers;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clicks through the dashboard and the shop of a running demo, in the system's Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserITCase {
    private static final Pattern ABOVE_ZERO = Pattern.compile(".*[1-9].*", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private RunnelProcess demo;
    private Browsing browsing;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Browsing.chromium().isPresent(), "skipped: Chromium is not installed");
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        demo = RunnelProcess.start(
                Distribution.ofThisBuild(),
                Ports.free(),
                folder.resolve("demo.log"),
                "demo",
                "--data-dir",
                folder.resolve("data").toString(),
                "--for",
                "15m");
        demo.awaitReady();
        browsing = Browsing.start();
    }

    @AfterAll
    void stop() {
        if (browsing != null) {
            browsing.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        List<String> complaints = browsing.complaints();
        assertTrue(complaints.isEmpty(), () -> "a page complained: " + String.join("; ", complaints));
    }

    @Test
    void overviewShowsLiveNumbersOnTheLineage() {
        Page page = browsing.open(url("/"));
        assertThat(find(page, "status")).hasAttribute("data-phase", "live");
        assertThat(find(page, "pipeline-name")).containsText("clickstream");
        assertThat(find(page, "figure-accepted-value")).containsText(ABOVE_ZERO);
        assertThat(find(page, "node-stream:events")).hasAttribute("data-state", "ok");
        assertThat(find(page, "node-model:traffic")).isVisible();
        assertThat(find(page, "node-destination:events/lake/0")).isVisible();
        find(page, "view-traffic").scrollIntoViewIfNeeded();
        assertThat(find(page, "view-chart-traffic").locator("canvas").first()).isVisible();
        find(page, "view-as-table-traffic").click();
        assertThat(find(page, "view-table-traffic")).containsText("view");
        screenshot(page, "overview-light-wide");
    }

    /** As a window is while it is being opened; what its console says then is looked at after each test. */
    @Test
    void windowWithoutRoomIsDrawnInOnceItHasSome() {
        Page page = browsing.open(url("/"), 1, 900, ColorScheme.LIGHT);
        assertThat(find(page, "status")).hasAttribute("data-phase", "live");
        assertThat(find(page, "lineage")).isAttached();
        page.setViewportSize(390, 900);
        assertThat(find(page, "node-stream:events")).isVisible();
        assertThat(Browsing.overflow(page)).isLessThanOrEqualTo(0);
        page.context().close();
    }

    @Test
    void rowsOfAModelThatFailAreShownWithIt() {
        ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(
                Names.modelInvalidTopic("clickstream", "traffic"),
                "{\"type\":\"click\",\"events\":-1}".getBytes(StandardCharsets.UTF_8));
        Map.of(Headers.STAGE, "expect", Headers.CODE, "expect", Headers.MESSAGE, "the rule events > 0 does not hold")
                .forEach((name, value) -> row.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        String kafka = Endpoints.ofRunning(folder.resolve("data")).orElseThrow().kafka();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(row);
        }
        Page page = browsing.open(url("/"));
        assertThat(find(page, "model-invalid-count")).containsText("1 invalid");
        find(page, "model-traffic").locator("summary").click();
        assertThat(find(page, "model-codes")).containsText("expect 1");
        find(page, "model-invalid-record").click();
        assertThat(find(page, "record-detail")).containsText("events");
        assertThat(find(page, "model-traffic")).containsText("Mend the query");
        screenshot(page, "overview-model-invalid");
    }

    @Test
    void streamPageShowsContractTailAndInvalidRecords() {
        Page page = browsing.open(url("/"));
        find(page, "node-stream:events").click();
        page.waitForURL("**/streams/events");
        assertThat(find(page, "contract")).containsText("event.timestamp");
        assertThat(find(page, "contract")).containsText("one of click, view, purchase");
        assertThat(find(page, "tail-record").first()).isVisible();
        assertThat(find(page, "figure-landed-value")).containsText(ABOVE_ZERO);
        find(page, "tail-pause").click();
        find(page, "tail-record").first().click();
        assertThat(find(page, "record-detail").first()).containsText("package_id");
        find(page, "send-tab-python").click();
        assertThat(find(page, "send-code")).containsText("/collect");
        screenshot(page, "stream-light-wide");
    }

    @Test
    void whatTheShopSendsArrives() {
        Page shop = browsing.open(url("/site/"));
        assertThat(find(shop, "shop-status")).hasAttribute("data-state", "connected");
        for (String product : new String[] {
            "Laptop Pro", "Smartphone X", "Tablet Air", "Wireless Headphones", "Smart Watch", "Gaming Mouse"
        }) {
            assertThat(shop.locator("body")).containsText(product);
        }
        Locator accepted = find(shop, "count-accepted");
        assertThat(accepted).hasText("1"); // the page's own view
        find(shop, "search").fill("mouse");
        find(shop, "search").press("Enter");
        assertThat(accepted).hasText("2");
        find(shop, "search").fill("");
        find(shop, "search").press("Enter");
        assertThat(accepted).hasText(Pattern.compile("[23]"));
        int before = Integer.parseInt(accepted.innerText().strip());
        find(find(shop, "product-1"), "details").click();
        find(shop, "details-close").click();
        assertThat(accepted).hasText(Integer.toString(before + 2));
        find(find(shop, "product-1"), "buy").click();
        assertThat(accepted).hasText(Integer.toString(before + 4));
        find(shop, "send-broken").click();
        assertThat(find(shop, "count-bad")).hasText("1");
        assertThat(find(shop, "event-why").first()).containsText("clcik");
        screenshot(shop, "shop-light-wide");

        Page stream = browsing.open(url("/streams/events"));
        assertThat(find(stream, "invalid-records")).containsText("clcik");
        assertThat(find(stream, "invalid-code-one_of")).isVisible();
    }

    @Test
    void invalidRecordsAreMendedAndReplayed() throws Exception {
        post(overpriced(9_000_001), overpriced(9_000_002), overpriced(9_000_003));
        Page page = browsing.open(url("/streams/events"));
        find(page, "invalid-code-type").click();
        Locator records = find(page, "invalid-record").filter(new Locator.FilterOptions().setHasText("\"much\""));
        assertThat(records).hasCount(3);
        assertThat(records.first()).hasAttribute("data-code", "type");
        assertThat(find(page, "invalid-stages")).containsText("collect");

        records.first().click();
        find(page, "mend-edit").click();
        assertThat(find(page, "mend-text")).hasValue(Pattern.compile(".*\"much\".*"));
        find(page, "mend-text").fill(overpriced(9_000_003).replace("much", "more"));
        find(page, "mend-check").click();
        assertThat(find(page, "replay-result")).containsText("1 still invalid");
        screenshot(page, "invalid-one-light-wide");
        find(page, "mend-text").fill(overpriced(9_000_003).replace("\"much\"", "7"));
        find(page, "mend-replay").click();
        assertThat(find(page, "replay-result")).containsText("1 record: 1 replayed.");
        assertThat(records.first()).hasAttribute("data-replayed", "true");
        records.first().click();

        find(page, "invalid-mend").click();
        assertThat(find(page, "replay-path")).not().hasValue("");
        find(page, "replay-path").fill("event.price");
        find(page, "replay-value").fill("0.50");
        find(page, "replay-check").click();
        assertThat(find(page, "replay-result")).containsText(Pattern.compile("would be valid.*nothing was sent"));
        find(page, "replay-run").click();
        assertThat(find(page, "replay-result")).containsText(Pattern.compile("\\d+ replayed"));
        for (int i = 0; i < 3; i++) {
            assertThat(records.nth(i)).hasAttribute("data-replayed", "true");
        }
        screenshot(page, "invalid-mend-light-wide");
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            invalidFitsAPhone(scheme);
        }
    }

    @Test
    void fieldsThatTheContractDoesNotNameAreShown() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(demo.http().resolve("/collect"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        overpriced(9_000_010).replace("\"price\":\"much\"", "\"price\":1,\"campaign\":\"spring\"")))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"valid_count\":1");
        Page page = browsing.open(url("/streams/events"));
        assertThat(find(page, "drift-fields")).containsText("runnel check --suggest");
        assertThat(find(page, "drift-field").first()).containsText("event.campaign");
        screenshot(page, "drift-light-wide");
    }

    private void invalidFitsAPhone(ColorScheme scheme) {
        Page page = browsing.open(url("/streams/events"), 390, 900, scheme);
        find(page, "invalid-mend").click();
        find(page, "invalid-record").first().click();
        assertThat(find(page, "mend-one")).isVisible();
        assertThat(Browsing.overflow(page)).isLessThanOrEqualTo(0);
        screenshot(page, "invalid-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-phone");
        page.context().close();
    }

    private static String overpriced(int id) {
        return "{\"id\":" + id + ",\"type\":\"click\",\"package_id\":\"p\",\"event\":{\"timestamp\":"
                + "\"2026-11-20T10:15:30Z\",\"price\":\"much\"}}";
    }

    private void post(String... records) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(demo.http().resolve("/collect"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", records)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"invalid_count\":" + records.length);
    }

    @Test
    void queryPageAsksTheLake() {
        Page stream = browsing.open(url("/streams/events"));
        assertThat(find(stream, "figure-landed-value")).containsText(ABOVE_ZERO);
        Page page = browsing.open(url("/query"));
        find(page, "query-sql").fill("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type");
        find(page, "query-run").click();
        assertThat(find(page, "query-result")).containsText("click");
        screenshot(page, "query-light-wide");
        find(page, "query-sql").fill("SELECT nothing FROM nowhere");
        find(page, "query-run").click();
        assertThat(find(page, "query-error")).containsText("nowhere");
        screenshot(page, "query-error-light-wide");
        // The refused query is an HTTP error on purpose, and the browser logs each of those.
        browsing.forget("400");
    }

    @Test
    void apiPageOpensTheDocuments() {
        Page page = browsing.open(url("/docs"));
        assertThat(page.locator(".swagger-ui .info"))
                .containsText("clickstream", new ContainsTextOptions().setTimeout(60_000));
        assertThat(page.locator("body")).containsText("/collect");
        screenshot(page, "docs-light-wide");
    }

    @Test
    void everyPageFitsAPhoneAndTheDark() {
        for (String path : new String[] {"/", "/streams/events", "/query", "/api", "/site/"}) {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                for (int width : new int[] {1440, 390}) {
                    fits(path, scheme, width);
                }
            }
        }
    }

    private String url(String path) {
        return demo.http().resolve(path).toString();
    }

    private void fits(String path, ColorScheme scheme, int width) {
        Page page = browsing.open(url(path), width, 900, scheme);
        Locator ready = path.equals("/site/") ? find(page, "shop-status") : find(page, "status");
        assertThat(ready)
                .hasAttribute(
                        path.equals("/site/") ? "data-state" : "data-phase",
                        Pattern.compile("connected|live"),
                        new HasAttributeOptions().setTimeout(60_000));
        assertThat(Browsing.overflow(page)).as(path + " at " + width).isLessThanOrEqualTo(0);
        String name =
                path.equals("/") ? "overview" : path.replaceAll("^/|/$", "").replace('/', '-');
        screenshot(page, name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
        page.context().close();
    }
}
