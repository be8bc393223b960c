package dev.runnel.cli.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The system's Chromium, driven by Playwright; what its console complains about is kept. Not thread safe. */
final class Browsing implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browsing(Path chromium) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setArgs(FLAGS));
    }

    /** Where Chromium is, if it is installed. */
    static Optional<Path> chromium() {
        return Stream.of(
                        System.getenv().getOrDefault("RUNNEL_CHROMIUM", "/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browsing start() {
        return new Browsing(chromium().orElseThrow());
    }

    /** A new page of a size and a colour scheme. */
    Page open(String url, int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onConsoleMessage(this::keep);
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.navigate(url);
        return page;
    }

    /** A wide page in the light scheme. */
    Page open(String url) {
        return open(url, 1440, 900, ColorScheme.LIGHT);
    }

    /** Errors that pages logged or threw since this was last asked, policy violations included. */
    List<String> complaints() {
        List<String> since = List.copyOf(complaints);
        complaints.removeAll(since);
        return since;
    }

    /** Leaves out complaints that the test itself provoked. */
    void forget(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    private void keep(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.location() + ": " + message.text());
        }
    }

    static Locator find(Page page, String testId) {
        return page.locator("[data-testid=\"" + testId + "\"]");
    }

    static Locator find(Locator within, String testId) {
        return within.locator("[data-testid=\"" + testId + "\"]");
    }

    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Pixels by which the page is wider than the window. */
    static int overflow(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
