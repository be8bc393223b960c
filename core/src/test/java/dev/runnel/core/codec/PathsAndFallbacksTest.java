package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathsAndFallbacksTest {
    @Test
    void aPathLeadsThroughObjectsThatAreNoFields() {
        Given given = Given.onlyFields(
                Given.at("login.uuid", "id", Primitive.STRING),
                Given.at("name.parts.first", "first", Primitive.STRING),
                Given.at("name.parts.last", "last", Primitive.STRING));
        String json = "{\"name\":{\"parts\":{\"last\":\"B\",\"first\":\"A\"}},\"login\":{\"uuid\":\"u\"}}";
        assertThat(given.value("id", json)).isEqualTo("u");
        assertThat(given.value("first", json)).isEqualTo("A");
        assertThat(given.value("last", json)).isEqualTo("B");
        assertThat(given.broken("{\"login\":{\"uuid\":\"u\",\"salt\":1}}"))
                .containsExactly("unknown_field login.salt 21");
        assertThat(given.broken("{\"id\":\"u\"}")).containsExactly("unknown_field id 1");
    }

    @Test
    void whereThePathDoesNotLeadThereIsNoValue() {
        Given given = Given.fields(Given.at("a.b", "v", Primitive.INT));
        for (String json : List.of("{}", "{\"a\":null}", "{\"a\":7}", "{\"a\":[1]}", "{\"a\":{\"c\":1}}")) {
            assertThat(given.value("v", json)).as(json).isNull();
        }
        assertThat(given.broken("{\"a\":{\"b\":true}}")).containsExactly("type v 10");
        assertThat(given.broken("{\"a\":[1}")).containsExactly("syntax  7");
    }

    @Test
    void aPathAndAnOverwrittenObjectOnIt() {
        Given given = Given.fields(Given.at("a.b", "v", Primitive.INT));
        assertThat(given.value("v", "{\"a\":{\"b\":true},\"a\":{\"b\":2}}")).isEqualTo(2);
        assertThat(given.value("v", "{\"a\":{\"b\":1},\"a\":3}")).isNull();
    }

    @Test
    void severalFieldsMayTakeOneValueAndPartsOfIt() {
        Given given = Given.onlyFields(
                Given.field("login", Primitive.JSON),
                Given.at("login.uuid", "id", Primitive.STRING),
                Given.at("login.uuid", "copy", Primitive.STRING),
                Given.at("login", "row", Given.row(Given.field("salt", Primitive.INT))));
        String json = "{\"login\": {\"uuid\":\"u\", \"salt\":1, \"other\":2} }";
        assertThat(given.value("login", json)).isEqualTo("{\"uuid\":\"u\", \"salt\":1, \"other\":2}");
        assertThat(given.record.value(given.slot("id"))).isEqualTo("u");
        assertThat(given.record.value(given.slot("copy"))).isEqualTo("u");
        assertThat((Object[]) given.record.value(given.slot("row"))).containsExactly(1);
        assertThat(given.value("login", "{\"login\":[1]}".replace("[1]", "{}"))).isEqualTo("{}");
    }

    @Test
    void aRowIsGatheredFromElsewhereInTheRecord() {
        Given given = Given.fields(Given.field(
                "address",
                Given.row(
                        Given.at("location.street", "street", Primitive.STRING),
                        Given.field("inner", Given.row(Given.at("zip", "zip", Primitive.INT))))));
        assertThat((Object[]) given.value("address", "{\"location\":{\"street\":\"S\"}}"))
                .containsExactly("S", null);
        assertThat(given.value("address.inner.zip", "{\"zip\":7}")).isEqualTo(7);
        assertThat(given.record.isNull(given.slot("address"))).isFalse();
        assertThat(given.value("address", "{}")).isNull();
    }

    @Test
    void aPathInsideAListBeginsAtTheElement() {
        Type row = Given.row(Given.at("deep.x", "x", Primitive.INT));
        Given given = Given.fields(Given.field("rows", new Type.ListOf(row)));
        assertThat((List<?>) given.value("rows", "{\"deep\":{\"x\":9},\"rows\":[{\"deep\":{\"x\":1}},{}]}"))
                .satisfiesExactly(
                        first -> assertThat((Object[]) first).containsExactly(1),
                        second -> assertThat((Object[]) second).containsExactly((Object) null));
    }

    @Test
    void aFallbackStandsInForWhatIsAbsentOrNull() {
        Given given = Given.fields(
                Given.defaulting("7", "n", Primitive.INT),
                Given.defaulting("\"a\\u00e4\"", "s", Primitive.STRING),
                Given.defaulting("[1,2]", "l", new Type.ListOf(Primitive.INT)));
        for (String json : List.of("{}", "{\"n\":null,\"s\":null,\"l\":null}", "{\"n\":1,\"n\":null}")) {
            assertThat(given.value("n", json)).isEqualTo(7);
            assertThat(given.value("s", json)).isEqualTo("aä");
            assertThat(given.value("l", json)).isEqualTo(List.of(1, 2));
        }
        assertThat(given.value("n", "{\"n\":8}")).isEqualTo(8);
        assertThat(given.broken("{\"n\":\"8\"}")).containsExactly("type n 5");
    }

    @Test
    void aFallbackSatisfiesRequired() {
        Field field = new Field(
                "n",
                Primitive.INT,
                true,
                List.of(new Constraint.Min(BigDecimal.ONE)),
                Optional.empty(),
                Optional.of("1"),
                TimeFormat.ISO,
                "");
        assertThat(Given.fields(field).value("n", "{}")).isEqualTo(1);
    }

    @Test
    void fallbacksOfRowsAndInsideThem() {
        Given given = Given.fields(
                Given.field("absent", Given.row(Given.defaulting("1", "n", Primitive.INT))),
                Given.defaulting("{\"n\":2}", "row", Given.row(Given.defaulting("1", "n", Primitive.INT))),
                Given.defaulting("{}", "empty", Given.row(Given.defaulting("3", "n", Primitive.INT))));
        assertThat(given.value("absent", "{}")).isNull();
        assertThat(given.record.value(given.slot("absent.n"))).isNull();
        assertThat(given.record.value(given.slot("row.n"))).isEqualTo(2);
        assertThat(given.record.value(given.slot("empty.n"))).isEqualTo(3);
        assertThat(given.value("absent.n", "{\"absent\":{}}")).isEqualTo(1);
    }

    @Test
    void namesMayBeAnything() {
        String longName = "a_name_longer_than_sixteen_bytes";
        Given given = Given.fields(
                Given.field("", Primitive.INT),
                Given.field("größe", Primitive.INT),
                Given.field("a\"b\\c", Primitive.INT),
                Given.field(longName, Primitive.INT),
                Given.field(longName + "2", Primitive.INT),
                Given.field("fourteen_bytes", Primitive.INT),
                Given.field("fifteen__bytes_", Primitive.INT));
        String json = "{\"\":1,\"gr\\u00f6ße\":2,\"a\\\"b\\\\c\":3,\"" + longName + "\":4,\"" + longName
                + "2\":5,\"fourteen_bytes\":6,\"fifteen__bytes_\" : 7}";
        for (int round = 0; round < 2; round++) {
            assertThat(given.decode(json).isValid()).isTrue();
            for (int slot = 0; slot < 7; slot++) {
                assertThat(given.record.number(slot)).isEqualTo(slot + 1);
            }
            assertThat(given.record.hasUnknownFields()).isFalse();
        }
    }

    @Test
    void manyFieldsInAnyOrder() {
        Field[] fields = new Field[300];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Given.field("f" + i, Primitive.INT);
        }
        Given given = Given.fields(fields);
        StringBuilder json = new StringBuilder();
        for (int i = fields.length - 1; i >= 0; i--) {
            json.append(json.isEmpty() ? "{" : ",").append("\"f" + i + "\":" + i);
        }
        for (int round = 0; round < 3; round++) {
            given.decode(json + "}");
            for (int i = 0; i < fields.length; i++) {
                assertThat(given.record.number(i)).isEqualTo(i);
            }
        }
    }
}
