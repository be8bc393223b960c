package dev.runnel.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.record.Violation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The events are held to the contract of the example that they are made for. */
class ShopEventsTest {
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00.250Z");

    private final RecordDecoder decoder = RecordDecoder.of(
            PipelineReader.read(Path.of("../examples/clickstream"), Map.of(), new Diagnostics()).orElseThrow().stream(
                            "events")
                    .orElseThrow()
                    .contract());

    @Test
    void keepTheContract() {
        ShopEvents events = new ShopEvents(7, 1, 0);
        for (int i = 0; i < 2000; i++) {
            byte[] event = events.nextBytes(AT);
            assertThat(decode(event).violations())
                    .as(new String(event, java.nio.charset.StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @Test
    void breakItWhereAskedInEveryWay() {
        ShopEvents events = new ShopEvents(7, 1, 1);
        Set<Violation.Reason> reasons = EnumSet.noneOf(Violation.Reason.class);
        for (int i = 0; i < 500; i++) {
            DecodedRecord record = decode(events.nextBytes(AT));
            assertThat(record.violations()).isNotEmpty();
            record.violations().forEach(v -> reasons.add(v.reason()));
        }
        assertThat(reasons)
                .contains(
                        Violation.Reason.ONE_OF,
                        Violation.Reason.REQUIRED,
                        Violation.Reason.MIN,
                        Violation.Reason.TYPE,
                        Violation.Reason.FORMAT);
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(new ShopEvents(3, 1, 0.1).next(AT)).isEqualTo(new ShopEvents(3, 1, 0.1).next(AT));
        assertThat(new ShopEvents(3, 1, 0.1).next(AT)).isNotEqualTo(new ShopEvents(4, 1, 0.1).next(AT));
    }

    private DecodedRecord decode(byte[] event) {
        DecodedRecord record = decoder.newRecord();
        decoder.decode(event, 0, event.length, record);
        return record;
    }
}
