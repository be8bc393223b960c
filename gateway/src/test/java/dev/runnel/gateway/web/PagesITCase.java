package dev.runnel.gateway.web;

import static dev.runnel.gateway.Served.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Pipelines;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesITCase {
    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void start() throws IOException {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<h1>shop</h1>");
        Files.writeString(site.resolve("my file.js"), "1;");
        Files.writeString(site.resolve(".secret"), "secret");
        Files.writeString(folder.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(site.resolve("link.txt"), folder.resolve("outside.txt"));
        Files.createDirectories(site.resolve("sub"));
        Files.writeString(site.resolve("sub/index.html"), "<h1>sub</h1>");
        Pipeline pipeline = Pipelines.read(
                folder,
                "name: " + Served.newName()
                        + "\nsite: site\nstreams: { s: { source: { http: {} }, fields: { a: int } } }\n");
        served = Served.start(pipeline, TestKafka.get(), settings -> settings);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void servesTheDashboardUnderItsDigest() throws IOException {
        HttpResponse<byte[]> page = served.get("/");
        String html = Served.text(page);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        for (String path : List.of("/streams/events", "/query", "/api", "/models/traffic")) {
            assertThat(Served.text(served.get(path))).isEqualTo(html);
        }
        assertThat(html).doesNotContain("{{digest}}").doesNotContain("<script>");

        Matcher script =
                Pattern.compile("src=\"(/assets/[0-9a-f]{16}/app\\.js)\"").matcher(html);
        assertThat(script.find()).isTrue();
        HttpResponse<byte[]> plain = served.get(script.group(1));
        assertThat(plain.headers().firstValue("cache-control").orElseThrow()).contains("max-age=31536000", "immutable");
        assertThat(plain.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        HttpResponse<byte[]> zipped = served.get(script.group(1), "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        String etag = plain.headers().firstValue("etag").orElseThrow();
        assertThat(served.get(script.group(1), "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        problem(served.get("/assets/0000000000000000/app.js"), 404, "not-found");
    }

    @Test
    void everyFileThatThePageNamesIsThere() {
        Matcher named = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"").matcher(Served.text(served.get("/")));
        int files = 0;
        while (named.find()) {
            assertThat(served.get(named.group(1)).statusCode())
                    .as(named.group(1))
                    .isEqualTo(200);
            files++;
        }
        assertThat(files).isGreaterThan(3);
    }

    @Test
    void servesLibrariesOutOfTheirArchives() {
        HttpResponse<byte[]> lit = served.get("/lib/lit-html/3.3.1/lit-html.js");
        assertThat(lit.statusCode()).isEqualTo(200);
        assertThat(lit.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        assertThat(served.get("/lib/echarts/6.0.0/dist/echarts.esm.min.js").statusCode())
                .isEqualTo(200);
        assertThat(served.get("/lib/swagger-ui/5.34.1/swagger-ui.css").statusCode())
                .isEqualTo(200);
        for (String path : List.of(
                "/lib/lit-html/3.3.1",
                "/lib/lit-html/9.9.9/lit-html.js",
                "/lib/other/1/x.js",
                "/lib/lit-html/3.3.1/../../../../web/app.js",
                "/lib/lit-html/3.3.1/%2e%2e/%2e%2e/x.js",
                "/lib/lit-html/..%2f..%2f..%2f..%2flogback-test.xml")) {
            problem(served.get(path), 404, "not-found");
        }
    }

    @Test
    void servesTheSiteAndNothingOutsideOfIt() {
        assertThat(served.get("/site").statusCode()).isEqualTo(308);
        HttpResponse<byte[]> index = served.get("/site/");
        assertThat(Served.text(index)).isEqualTo("<h1>shop</h1>");
        assertThat(index.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(index.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(Served.text(served.get("/site/my%20file.js"))).isEqualTo("1;");
        assertThat(Served.text(served.get("/site/sub/"))).isEqualTo("<h1>sub</h1>");
        for (String path : List.of(
                "/site/../runnel.yaml",
                "/site/..%2frunnel.yaml",
                "/site/%2e%2e/runnel.yaml",
                "/site/%2e%2e%2frunnel.yaml",
                "/site/..%5crunnel.yaml",
                "/site/.secret",
                "/site/%2esecret",
                "/site/sub/../.secret",
                "/site//etc/passwd",
                "/site/link.txt",
                "/site/nothing.html",
                "/site/sub",
                "/site/x%00.html",
                "/site/%ff")) {
            HttpResponse<byte[]> response = served.get(path);
            assertThat(response.statusCode()).as(path).isIn(400, 404);
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .as(path)
                    .doesNotContain("secret\n", "name: ");
        }
    }
}
