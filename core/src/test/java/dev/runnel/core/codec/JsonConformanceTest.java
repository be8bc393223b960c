package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runnel.core.codec.BodyReader.Framing;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Every text of JSONTestSuite, as a value inside a record and as a whole body. */
class JsonConformanceTest {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int AT_LEAST = 300;

    private final Given anyJson = Given.fields(Given.field("v", Primitive.JSON));

    @TestFactory
    Stream<DynamicTest> asTheValueOfAField() throws IOException {
        return forEachText(file -> {
            byte[] record = wrapped(Files.readAllBytes(file));
            List<Violation> violations = assertTimeoutPreemptively(
                    BOUND, () -> anyJson.decode(record).violations());
            if (must(file, "y_")) {
                assertThat(violations).isEmpty();
            } else if (must(file, "n_")) {
                assertThat(violations).hasSize(1);
                assertThat(violations.get(0).reason()).isIn(Reason.SYNTAX, Reason.TOO_LARGE);
                assertThat(violations.get(0).position()).isBetween(5, record.length);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> asABody() throws IOException {
        return forEachText(file -> {
            byte[] body = Files.readAllBytes(file);
            Optional<MalformedJsonException> refused = assertTimeoutPreemptively(BOUND, () -> read(body));
            if (must(file, "y_")) {
                assertThat(refused).isEmpty();
            } else if (must(file, "n_")) {
                assertThat(refused).isPresent();
                assertThat(refused.get().position()).isBetween(0, body.length);
                assertThat(refused.get())
                        .hasMessageStartingWith("line " + refused.get().line());
            }
        });
    }

    private Optional<MalformedJsonException> read(byte[] body) {
        BodyReader reader = new BodyReader(anyJson.decoder, body, 0, body.length, Framing.JSON);
        try {
            while (reader.next(anyJson.record)) {
                assertThat(anyJson.record.violations()).noneMatch(violation -> violation.reason() == Reason.SYNTAX);
            }
            return Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.of(e);
        }
    }

    private static boolean must(Path file, String kind) {
        return nameOf(file).startsWith(kind);
    }

    private static byte[] wrapped(byte[] text) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes("{\"v\":".getBytes(StandardCharsets.UTF_8));
        record.writeBytes(text);
        record.write('}');
        return record.toByteArray();
    }

    private static Stream<DynamicTest> forEachText(ThrowingConsumer<Path> test) throws IOException {
        Optional<Path> data = SharedData.folder("json-test-suite");
        if (data.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest("json-test-suite", SharedData::skip));
        }
        try (Stream<Path> files = Files.list(data.get().resolve("test_parsing"))) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSizeGreaterThan(AT_LEAST);
            return all.stream().map(file -> DynamicTest.dynamicTest(nameOf(file), () -> test.accept(file)));
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
