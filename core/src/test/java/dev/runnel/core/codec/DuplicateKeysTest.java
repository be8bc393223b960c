package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a key stands twice the last one wins, and what stood before counts for nothing but its syntax. */
class DuplicateKeysTest {
    private static final Field ROW =
            Given.field("row", Given.row(Given.field("a", Primitive.INT), Given.required("b", Primitive.INT)));

    @Test
    void ofScalars() {
        Given given = Given.fields(Given.required("id", Primitive.INT), Given.field("s", Primitive.STRING));
        assertThat(given.value("id", "{\"id\":1,\"s\":\"x\",\"id\":2}")).isEqualTo(2);
        assertThat(given.value("s", "{\"id\":1,\"s\":\"x\",\"id\":2}")).isEqualTo("x");
        assertThat(given.value("id", "{\"id\":\"no\",\"\\u0069d\":2}")).isEqualTo(2);
        assertThat(given.value("s", "{\"s\":\"x\",\"s\":null,\"id\":1}")).isNull();
        assertThat(given.broken("{\"id\":1,\"id\":null}")).containsExactly("required id -1");
        assertThat(given.broken("{\"id\":1,\"id\":\"no\"}")).containsExactly("type id 13");
        assertThat(given.broken("{\"id\":01,\"id\":1}")).containsExactly("syntax  6");
    }

    @Test
    void theNextRecordIsReadAsUsual() {
        Given given = Given.fields(Given.required("id", Primitive.INT));
        given.decode("{\"id\":1,\"id\":2}");
        assertThat(given.value("id", "{\"id\":3}")).isEqualTo(3);
    }

    @Test
    void ofRows() {
        Given given = Given.onlyFields(ROW, Given.field("n", Primitive.INT));
        assertThat(given.value("row.a", "{\"row\":{\"a\":1,\"b\":1},\"row\":{\"b\":2}}"))
                .isNull();
        assertThat(given.value("row.b", "{\"row\":{\"a\":true,\"x\":1},\"n\":1,\"row\":{\"b\":2}}"))
                .isEqualTo(2);
        assertThat(given.value("n", "{\"row\":{\"a\":true,\"x\":1},\"n\":1,\"row\":null}"))
                .isEqualTo(1);
        assertThat(given.record.isNull(given.slot("row"))).isTrue();
        assertThat(given.value("row.b", "{\"row\":7,\"row\":{\"b\":2,\"b\":3,\"a\":1}}"))
                .isEqualTo(3);
        assertThat(given.broken("{\"row\":{\"b\":2},\"row\":7}")).containsExactly("type row 21");
        assertThat(given.record.isNull(given.slot("row.b"))).isTrue();
    }

    @Test
    void unknownFieldsOfAnOverwrittenRowAreNotThere() {
        Given given = Given.fields(ROW);
        assertThat(given.decode("{\"row\":{\"x\":1},\"row\":{\"b\":1}}").hasUnknownFields())
                .isFalse();
        assertThat(given.decode("{\"y\":1,\"row\":{\"x\":1},\"row\":{\"b\":1}}").hasUnknownFields())
                .isTrue();
    }

    @Test
    void ofListsMapsAndWhatIsInThem() {
        Given given = Given.fields(
                Given.field("l", new Type.ListOf(Primitive.INT)),
                Given.field("m", new Type.MapOf(Primitive.INT)),
                Given.field("r", new Type.ListOf(ROW.type())));
        assertThat(given.value("l", "{\"l\":[1,2,\"x\"],\"l\":[3]}")).isEqualTo(List.of(3));
        assertThat(given.value("m", "{\"m\":{\"k\":\"x\",\"j\":1,\"k\":2}}")).isEqualTo(Map.of("k", 2, "j", 1));
        assertThat(given.value("m", "{\"m\":{\"k\":1},\"m\":{}}")).isEqualTo(Map.of());
        assertThat((List<?>) given.value("r", "{\"r\":[{\"a\":\"x\",\"b\":1,\"a\":5},{\"b\":\"x\",\"b\":6}]}"))
                .satisfiesExactly(
                        first -> assertThat((Object[]) first).containsExactly(5, 1),
                        second -> assertThat((Object[]) second).containsExactly(null, 6));
    }

    @Test
    void violationsBeyondTheFirstTwentyAreNotForgotten() {
        Given given = Given.fields(Given.field("l", new Type.ListOf(Primitive.INT)), Given.field("b", Primitive.INT));
        String manyBroken = "[" + "true,".repeat(40) + "1]";
        assertThat(given.broken("{\"l\":" + manyBroken + ",\"b\":\"x\",\"l\":[1]}"))
                .containsExactly("type b " + ("{\"l\":" + manyBroken + ",\"b\":").length());
    }

    @Test
    void nestedThirtyTimesTakesNoTime() {
        Type type = Primitive.INT;
        String json = "1";
        for (int i = 0; i < 30; i++) {
            type = Given.row(Given.field("a", type));
            json = "{\"a\":0,\"a\":" + json + "}";
        }
        Given given = Given.fields(Given.field("a", type));
        String record = "{\"a\":0,\"a\":" + json + "}";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(given.decode(record).isValid()).isTrue());
    }
}
