package dev.runnel.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Compatibility;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Decimal;
import dev.runnel.core.contract.Type.ListOf;
import dev.runnel.core.contract.Type.MapOf;
import dev.runnel.core.contract.Type.Primitive;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractComparisonTest {
    private static RecordType row(Field... fields) {
        return new RecordType(List.of(fields));
    }

    private static Field must(String name, Type type) {
        return Field.of(name, type, true);
    }

    private static Field may(String name, Type type) {
        return Field.of(name, type, false);
    }

    private static Field withDefault(String name, Type type, String value) {
        return new Field(
                name, type, true, List.of(), Optional.empty(), Optional.of(value), TimeFormat.ISO, "with a default");
    }

    private static List<String> changes(RecordType before, RecordType after) {
        return ContractComparison.of(before, after).stream()
                .map(c -> c.path() + " " + c.kind())
                .toList();
    }

    @Test
    void equalContractsDoNotDiffer() {
        RecordType type = row(must("id", Primitive.BIGINT), may("at", Primitive.TIMESTAMP));
        assertThat(ContractComparison.of(type, type)).isEmpty();
    }

    @Test
    void theOrderOfFieldsIsNoDifference() {
        assertThat(changes(
                        row(must("a", Primitive.INT), may("b", Primitive.DATE)),
                        row(may("b", Primitive.DATE), must("a", Primitive.INT))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "int,bigint,WIDENED", "bigint,int,NARROWED", "float,double,WIDENED", "double,float,NARROWED",
        "int,double,RETYPED", "string,bytes,RETYPED", "date,timestamp,RETYPED", "bigint,string,RETYPED"
    })
    void comparesTypes(String was, String is, FieldChange.Kind kind) {
        Type before = Primitive.valueOf(was.toUpperCase(Locale.ROOT));
        Type after = Primitive.valueOf(is.toUpperCase(Locale.ROOT));
        assertThat(ContractComparison.of(row(may("x", before)), row(may("x", after))))
                .containsExactly(new FieldChange("x", kind, was, is));
    }

    @ParameterizedTest
    @CsvSource({"10,2,12,2,WIDENED", "12,2,10,2,NARROWED", "10,2,12,4,RETYPED", "10,2,10,3,RETYPED"})
    void comparesDecimals(int p, int s, int p2, int s2, FieldChange.Kind kind) {
        assertThat(changes(row(may("x", new Decimal(p, s))), row(may("x", new Decimal(p2, s2)))))
                .containsExactly("x " + kind);
    }

    @Test
    void looksIntoRowsListsAndMaps() {
        assertThat(changes(
                        row(
                                must("event", row(may("price", new Decimal(10, 2)), may("old", Primitive.DATE))),
                                may("tags", new ListOf(Primitive.INT)),
                                may("sums", new MapOf(row(may("n", Primitive.FLOAT))))),
                        row(
                                must("event", row(may("price", new Decimal(12, 2)))),
                                may("tags", new ListOf(Primitive.BIGINT)),
                                may("sums", new MapOf(row(may("n", Primitive.DOUBLE), may("m", Primitive.INT)))))))
                .containsExactly(
                        "event.price WIDENED",
                        "event.old REMOVED",
                        "tags[] WIDENED",
                        "sums{}.n WIDENED",
                        "sums{}.m ADDED");
    }

    @Test
    void tellsARenamedFieldFromARemovedOne() {
        RecordType before = row(must("id", Primitive.INT), may("cost", Primitive.DOUBLE));
        assertThat(changes(before, row(must("id", Primitive.INT), may("price", Primitive.DOUBLE))))
                .containsExactly("cost RENAMED");
        assertThat(changes(before, row(must("id", Primitive.INT), may("price", Primitive.STRING))))
                .containsExactly("cost REMOVED", "price ADDED");
        assertThat(changes(
                        before,
                        row(must("id", Primitive.INT), may("price", Primitive.DOUBLE), may("tax", Primitive.DOUBLE))))
                .containsExactly("cost REMOVED", "price ADDED", "tax ADDED");
    }

    @Test
    void aDefaultMakesARequiredFieldReadableInOlderRecords() {
        RecordType before = row(must("id", Primitive.INT), may("n", Primitive.INT));
        assertThat(changes(
                        before, row(must("id", Primitive.INT), may("n", Primitive.INT), must("x", Primitive.STRING))))
                .containsExactly("x ADDED_REQUIRED");
        assertThat(changes(
                        before,
                        row(
                                must("id", Primitive.INT),
                                may("n", Primitive.INT),
                                withDefault("x", Primitive.STRING, "\"\""))))
                .containsExactly("x ADDED");
        assertThat(changes(before, row(must("id", Primitive.INT), withDefault("n", Primitive.INT, "0"))))
                .containsExactly("n RULES");
    }

    @ParameterizedTest
    @CsvSource({
        "ADDED,,",
        "ADDED_REQUIRED,backward,",
        "REMOVED,backward,",
        "REMOVED_REQUIRED,backward,forward",
        "RENAMED,backward,forward",
        "WIDENED,,forward",
        "NARROWED,backward,",
        "RETYPED,backward,forward",
        "MADE_OPTIONAL,,forward",
        "MADE_REQUIRED,backward,",
        "RULES,,"
    })
    void eachPromiseRefusesWhatItCannotKeep(FieldChange.Kind kind, String backward, String forward) {
        FieldChange change = new FieldChange("x", kind, "a", "b");
        assertThat(change.breaks(Compatibility.BACKWARD)).isEqualTo(backward != null);
        assertThat(change.breaks(Compatibility.FORWARD)).isEqualTo(forward != null);
        assertThat(change.breaks(Compatibility.FULL)).isEqualTo(backward != null || forward != null);
        assertThat(change.breaks(Compatibility.NONE)).isFalse();
        assertThat(change.text()).startsWith("'x'");
    }
}
