package dev.runnel.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourceRecordTest {
    private static final byte[] VALUE = {'{', '}'};

    @Test
    void positionsAreTheSameWhenTheySayTheSame() {
        SourcePosition made = new SourcePosition() {
            @Override
            public String toString() {
                return "orders.csv:" + 17;
            }
        };
        SourceRecord record = new SourceRecord(null, VALUE, made, Optional.empty());
        assertThat(record).isEqualTo(SourceRecord.of(VALUE.clone(), "orders.csv:17"));
        assertThat(record).hasSameHashCodeAs(SourceRecord.of(VALUE.clone(), "orders.csv:17"));
        assertThat(record).isNotEqualTo(SourceRecord.of(VALUE.clone(), "orders.csv:18"));
    }

    @Test
    void textOfAPositionIsMadeOnlyWhenItIsWanted() {
        AtomicInteger made = new AtomicInteger();
        SourceRecord record = new SourceRecord(
                null,
                VALUE,
                new SourcePosition() {
                    @Override
                    public String toString() {
                        return "row " + made.incrementAndGet();
                    }
                },
                Optional.empty());
        assertThat(made).hasValue(0);
        assertThat(record.position()).hasToString("row 1");
    }
}
