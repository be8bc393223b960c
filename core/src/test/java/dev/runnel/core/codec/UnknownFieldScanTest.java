package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.drift.Drift;
import dev.runnel.core.drift.DriftField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownFieldScanTest {
    private static final Field ID = Given.field("id", Primitive.INT);
    private final Drift drift = new Drift();

    @Test
    void findsFieldsAtEveryLevelWithTheRowThatCouldDeclareThem() {
        Field event = Given.field("event", Given.row(ID));
        Field items = Given.field("items", new Type.ListOf(Given.row(ID)));
        Field path = Given.at("login.uuid", "uuid", Primitive.STRING);
        Field json = Given.field("any", Primitive.JSON);
        scan(
                "{\"id\":1,\"new\":2,\"event\":{\"id\":1,\"camp\\u0061ign\":\"x\"},\"items\":[{\"id\":1,\"color\":\"red\"},"
                        + "{\"color\":null}],\"login\":{\"uuid\":\"u\",\"md5\":\"m\"},\"any\":{\"free\":1},\"$a b\":[1]}",
                ID,
                event,
                items,
                path,
                json);
        RecordType type = Given.row(ID, event, items, path, json);
        assertThat(drift.fields().stream()
                        .map(f -> f.field().path() + " | " + f.field().parent() + " | "
                                + f.declaration(type).orElse("-")))
                .containsExactlyInAnyOrder(
                        "new |  | new: bigint",
                        "event.campaign | event | campaign: string",
                        "items[].color | items | color: string",
                        "login.md5 |  | md5: { type: string, path: \"login.md5\" }",
                        "$a b |  | _a_b: { type: list<bigint>, path: \"$a b\" }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1                             | 2.5            | f: double",
                "true                          | null           | f: boolean",
                "\"2026-11-20T10:00:00Z\"      | \"2026-11-20T10:00:00.5+01:00\" | f: timestamp",
                "\"2026-11-20\"                | \"2026-11-20T10:00:00Z\"        | f: string",
                "1                             | \"one\"        | f: json",
                "[]                            | [1]            | f: list<bigint>",
                "[[{\"a\":1}]]                 | [[{\"b\":\"x\"}]] | f: { type: list<list<row>>, fields: { a: bigint, b: string } }",
                "{\"a\":{\"b\":1}}             | {\"a\":{\"c\":true}} | f: { type: row, fields: { a: { type: row, fields: { b: bigint, c: boolean } } } }",
                "{\"a-b\":1}                   | {}             | f: { type: row, fields: { a_b: { type: bigint, path: \"f.a-b\" } } }",
                "[{\"a-b\":1}]                 | []             | f: { type: list<row>, fields: { a_b: { type: bigint, path: \"a-b\" } } }",
                "{}                            | {}             | f: json",
                "12345678901234567890          | 1              | f: double",
                "null                          | null           | -",
            })
    void infersTheNarrowestTypeOfAllValues(String one, String other, String declaration) {
        scan("{\"f\":" + one + "}", ID);
        scan("{\"f\":" + other + "}", ID);
        assertThat(only().declaration(Given.row(ID)).orElse("-")).isEqualTo(declaration);
        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void countsAFieldOnceARecordAndKeepsTheNewestSample() {
        Field items = Given.field("items", new Type.ListOf(Given.row(ID)));
        scan("{\"items\":[{\"c\":1},{\"c\":2}]}", items);
        assertThat(only().count()).isEqualTo(1);
        scan("{\"items\":[{\"c\":\"" + "x".repeat(500) + "\"}]}", items);
        assertThat(only().count()).isEqualTo(2);
        assertThat(only().sample()).startsWith("\"xxx").hasSizeLessThan(70);
    }

    @Test
    void knowsWhatALaterContractNames() {
        Field event = Given.field("event", Given.row(ID));
        scan("{\"event\":{\"campaign\":\"x\"}}", ID, event);
        Field declared = Given.field("event", Given.row(ID, Given.field("campaign", Primitive.STRING)));
        Field pointing = Given.at("event.campaign", "campaign", Primitive.STRING);
        assertThat(only().field().isUnknownIn(Given.row(ID, event))).isTrue();
        assertThat(only().field().isUnknownIn(Given.row(ID, declared))).isFalse();
        assertThat(only().field().isUnknownIn(Given.row(ID, event, pointing))).isFalse();
        assertThat(only().field().isUnknownIn(Given.row(ID))).isFalse();
    }

    @Test
    void proposesANameThatIsNotTaken() {
        Field uuid = Given.at("login.uuid", "uuid", Primitive.STRING);
        scan("{\"uuid\":1}", uuid);
        assertThat(only().declaration(Given.row(uuid))).contains("uuid_2: { type: bigint, path: \"uuid\" }");
    }

    @Test
    void keepsNoSampleBesidePersonalData() {
        scan(
                "{\"e_mail\":\"jo@x.org\"}",
                ID,
                Given.field("mail", Primitive.STRING).withPii(Pii.HASH));
        assertThat(only().sample()).isEmpty();
        assertThat(only().toString()).doesNotContain("jo@x.org");
    }

    @Test
    void isBoundedInFieldsAndInWhatItLooksInto() {
        StringBuilder many =
                new StringBuilder("{\"deep\":").append("[".repeat(50)).append("]".repeat(50));
        for (int i = 0; i < 300; i++) {
            many.append(",\"f").append(i).append("\":").append(i);
        }
        scan(many.append('}').toString(), ID);
        assertThat(drift.fields()).hasSize(Drift.MAX_FIELDS);
        assertThat(drift.others()).isEqualTo(201);
    }

    @Test
    void countsOnWhereItLeftOff() {
        scan("{\"f\":1}", ID);
        Drift later = new Drift();
        later.restore(drift.fields(), drift.others());
        scan("{\"f\":1.5}", later, ID);
        assertThat(later.fields()).singleElement().satisfies(f -> {
            assertThat(f.count()).isEqualTo(2);
            assertThat(f.shape().typeText()).isEqualTo("double");
        });
    }

    private DriftField only() {
        List<DriftField> fields = drift.fields();
        assertThat(fields).hasSize(1);
        return fields.get(0);
    }

    private void scan(String json, Field... fields) {
        scan(json, drift, fields);
    }

    private static void scan(String json, Drift into, Field... fields) {
        Contract contract = Given.contract(UnknownFields.KEEP, fields);
        byte[] bytes = ("7" + json + "7").getBytes(StandardCharsets.UTF_8);
        new UnknownFieldScan(contract).scan(bytes, 1, bytes.length - 1, 1_000, into);
    }
}
