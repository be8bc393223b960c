package dev.runnel.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.runnel.cli.browser.Browsing.find;
import static dev.runnel.cli.browser.Browsing.screenshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the live-sum example, fed by the generator, and its one row on the dashboard. */
class LiveSumPageITCase {
    private static final Pattern A_NUMBER = Pattern.compile("\\d[\\d,.]*");

    @TempDir
    Path folder;

    @Test
    void followsTheSumAndAddsToIt() throws Exception {
        assumeTrue(Browsing.chromium().isPresent(), "skipped: Chromium is not installed");
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        try (RunnelProcess process = RunnelProcess.start(
                        Distribution.ofThisBuild(),
                        Ports.free(),
                        folder.resolve("output.txt"),
                        "run",
                        Path.of("..", "examples", "live-sum").toString(),
                        "--data-dir",
                        folder.resolve("data").toString());
                Browsing browsing = Browsing.start()) {
            process.awaitReady();
            Page page = browsing.open(process.http() + "/site/", 1280, 900, ColorScheme.LIGHT);
            assertThat(find(page, "status")).hasAttribute("data-state", "connected");
            assertThat(find(page, "sum")).hasText(A_NUMBER);
            assertThat(find(page, "average")).hasText(A_NUMBER);
            assertThat(find(page, "chart").locator("canvas").first()).isVisible();
            assertThat(find(page, "log")).containsText("The sum is");

            find(page, "value").fill("1000000");
            find(page, "add").click();
            assertThat(find(page, "says")).hasText("Added 1000000");
            assertThat(find(page, "sum")).hasText(Pattern.compile("1,0\\d\\d,\\d\\d\\d"));
            find(page, "value").fill("many");
            find(page, "add").click();
            assertThat(find(page, "says")).containsText("Not added: value");
            screenshot(page, "live-sum-light-wide");

            Page phone = browsing.open(process.http() + "/site/", 390, 844, ColorScheme.DARK);
            assertThat(find(phone, "sum")).hasText(A_NUMBER);
            assertThat(Browsing.overflow(phone)).isZero();
            screenshot(phone, "live-sum-dark-phone");

            Page dashboard = browsing.open(process.http() + "/");
            find(dashboard, "view-total").scrollIntoViewIfNeeded();
            assertThat(find(dashboard, "view-table-total").locator("tbody tr")).hasCount(1);
            dashboard.waitForTimeout(1_000); // further changes replace the row
            assertThat(find(dashboard, "view-table-total").locator("tbody tr")).hasCount(1);
            screenshot(dashboard, "live-sum-dashboard");
            assertThat(browsing.complaints()).isEmpty();
        }
    }
}
