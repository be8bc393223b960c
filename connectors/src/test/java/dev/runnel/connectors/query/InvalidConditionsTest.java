package dev.runnel.connectors.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.query.QueryException;
import dev.runnel.core.record.InvalidFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvalidConditionsTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:15:30Z");
    private static final List<InvalidFacts> RECORDS = List.of(
            facts(0, "collect", "type", "price", "{\"event\":{\"price\":\"x\"}}", false),
            facts(1, "decode", "one_of", "type", "{\"type\":\"it's\"}", false),
            facts(2, "collect", "syntax", "", "{\u00e9", true));

    @TempDir
    static Path folder;

    private static InvalidConditions conditions;

    @BeforeAll
    static void open() {
        conditions = new InvalidConditions(folder);
    }

    @AfterAll
    static void close() {
        conditions.close();
    }

    private static InvalidFacts facts(
            long offset, String stage, String code, String field, String original, boolean replayed) {
        return new InvalidFacts(
                "events/0/" + offset,
                "events",
                0,
                offset,
                stage,
                code,
                field,
                "no good",
                AT.plusSeconds(offset),
                offset == 0 ? "" : "id-" + offset,
                stage.equals("decode") ? "events/0/7" : "",
                stage.equals("write") ? "jdbc/0" : "",
                offset == 2 ? new byte[] {(byte) 0xFF} : original.getBytes(StandardCharsets.UTF_8),
                replayed);
    }

    @Test
    void findsRecordsByEveryColumn() {
        assertThat(find("code='type' AND field='price'")).containsExactly(0);
        assertThat(find("stage = 'collect' -- and no more")).containsExactly(0, 2);
        assertThat(find("NOT replayed")).containsExactly(0, 1);
        assertThat(find("id = 'events/0/1'")).containsExactly(1);
        assertThat(find("_partition = 0 AND _offset BETWEEN 1 AND 2")).containsExactly(1, 2);
        assertThat(find("received_at > TIMESTAMPTZ '2026-11-20 10:15:31Z'")).containsExactly(2);
        assertThat(find("source IS NOT NULL")).containsExactly(1);
        assertThat(find("correlation_id IS NULL AND message LIKE 'no%' AND stream = 'events'"))
                .containsExactly(0);
        assertThat(find("original ->> '$.event.price' = 'x'")).containsExactly(0);
        assertThat(find("original LIKE '%it''s%'")).containsExactly(1);
        assertThat(find("original IS NULL AND octet_length(original_bytes) = 1"))
                .containsExactly(2);
        assertThat(find("field = ''")).containsExactly(2);
        assertThat(conditions.matching("true", List.of(), Duration.ofSeconds(5)))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongWithACondition() {
        refused("coed = 'type'", "coed", "\"code\"");
        refused("code = ", "not SQL");
        refused("", "what follows WHERE");
        refused("code = 'type'; SELECT 1", "not SQL");
        refused("1 = 1) UNION ALL (SELECT 5", "what follows WHERE");
        refused("_offset IN (SELECT 1)", "what follows WHERE");
        refused("message = (SELECT content FROM read_text('/etc/passwd'))", "what follows WHERE");
        refused("count_star() > 1", "count_star", "contains");
        // Before a row is read it would take gigabytes, which no bound of the database holds back.
        refused("length(range(200000000)) > 1", "range");
        refused("list_sum(list_transform([1], lambda x: x)) > 0", "no ");
    }

    private static List<Integer> find(String condition) {
        return conditions.matching(condition, RECORDS, Duration.ofSeconds(20));
    }

    private static void refused(String condition, String... why) {
        assertThatThrownBy(() -> find(condition))
                .as(condition)
                .isInstanceOf(QueryException.class)
                .hasMessageContainingAll(why);
    }
}
