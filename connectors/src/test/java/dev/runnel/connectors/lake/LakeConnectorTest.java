package dev.runnel.connectors.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.Fixture;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Roll;
import dev.runnel.connectors.lake.layout.Transform;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakeConnectorTest {

    @Test
    void isFoundAmongTheConnectors() {
        assertThat(ServiceLoader.load(Connector.class))
                .anySatisfy(c -> assertThat(c).isInstanceOf(LakeConnector.class));
    }

    @Test
    void itsExamplesAreRight() {
        for (String example : Fixture.LAKE.spec().examples()) {
            assertThat(problems(example.substring("lake: ".length()))).isEmpty();
        }
    }

    @Test
    void defaultsAreThoseOfTheReference() {
        Settings settings = Fixture.settings("{}");

        assertThat(LakeConnector.table(settings, "events", false)).isEqualTo("events");
        assertThat(LakeConnector.table(settings, "events", true)).isEqualTo("events_invalid");
        assertThat(LakeConnector.roll(settings)).isEqualTo(new Roll(Duration.ofSeconds(60), 1_000_000, 128 << 20));
        assertThat(settings.get(LakeConnector.FORMAT)).isEqualTo("parquet");
        assertThat(settings.get(LakeConnector.COMPRESSION)).isEqualTo("zstd");
        assertThat(settings.get(LakeConnector.SYSTEM_COLUMNS)).isTrue();
    }

    @Test
    void commitsAsOftenAsFilesRoll() {
        assertThat(Fixture.LAKE.commitInterval(Fixture.settings("{}"))).isEqualTo(Optional.of(Duration.ofSeconds(60)));
        assertThat(Fixture.LAKE.commitInterval(Fixture.settings("{ roll: { every: 5m } }")))
                .isEqualTo(Optional.of(Duration.ofMinutes(5)));
    }

    @Test
    void readsPartitions() {
        Settings settings =
                Fixture.settings("{ partition_by: [day(event.timestamp), 'hour( event.timestamp )', type] }");

        assertThat(settings.get(LakeConnector.PARTITION_BY))
                .containsExactly(
                        new PartitionField(Transform.DAY, "event.timestamp"),
                        new PartitionField(Transform.HOUR, "event.timestamp"),
                        new PartitionField(Transform.IDENTITY, "type"));
        assertThat(settings.get(LakeConnector.PARTITION_BY))
                .extracting(PartitionField::name)
                .containsExactly("event_timestamp_day", "event_timestamp_hour", "type");
    }

    @Test
    void takesTheExampleAndItsSystemColumns() {
        assertThat(problems("{ partition_by: [day(event.timestamp), type] }")).isEmpty();
        assertThat(problems("{ partition_by: [hour(_received_at), _partition] }"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dya(event.timestamp)   | unknown partition transform 'dya'              | did you mean 'day'?
            day(event.timestmp)    | unknown field 'event.timestmp'                 | did you mean 'event.timestamp'?
            typ                    | unknown field 'typ'                            | did you mean 'type'?
            day(type)              | 'day(type)' needs a timestamp or a date, but 'type' is string | partition by another field
            event.timestamp        | but 'event.timestamp' is timestamp             | write day(event.timestamp)
            event.price            | but 'event.price' is decimal(10,2)             | partition by another field
            event                  | but 'event' is row<                            | partition by another field
            tags.element           | 'tags.element' reaches into 'tags', which is list<string> | only fields of the record
            day(event.timestamp    | 'day(event.timestamp' is not a field path such as |
            day()                  | 'day()' is not a field path such as            |
            _schema_id             | unknown field '_schema_id'                     |
            hour(_offset)          | 'hour(_offset)' needs a timestamp, but '_offset' is bigint |
            """)
    void saysWhatIsWrongWithAPartition(String partition, String message, String suggestion) {
        List<Diagnostic> problems = problems("{ partition_by: ['" + partition + "'] }");

        assertThat(problems).singleElement().satisfies(p -> {
            assertThat(p.message()).contains(message);
            assertThat(p.at().line()).isEqualTo(1);
            if (suggestion != null) {
                assertThat(p.suggestion().orElse("")).contains(suggestion);
            }
        });
    }

    @Test
    void refusesSystemColumnsThatAreNotKept() {
        assertThat(problems("{ system_columns: false, partition_by: [day(_received_at)] }"))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("unknown field '_received_at'"));
    }

    @Test
    void refusesTwoPartitionsOfOneName() {
        assertThat(problems("{ partition_by: [type, type] }")).singleElement().satisfies(p -> assertThat(p.message())
                .contains("have the same name, type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/../b", "/root", "a b", "a//b", "_hidden", ".hidden", "a/_b", "x/", "äh", "a'b"})
    void refusesNamesThatAreNoTables(String table) {
        Diagnostics out = new Diagnostics();
        assertThat(Fixture.read("{ table: \"" + table + "\" }", out)).isEmpty();
        assertThat(out.all()).singleElement().satisfies(p -> assertThat(p.message())
                .contains("is not a table name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickstream-data", "users/raw/parquet", "a.b_c-1", "2026"})
    void takesNamesOfTables(String table) {
        assertThat(problems("{ table: \"" + table + "\" }")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            { roll: { every: 50ms } }               | 'roll.every' is below 100ms
            { roll: { size: 10kb } }                | 'roll.size' is below 64kb
            { format: iceberg, roll: { rows: 10 } } | 'roll.rows' has no effect on an Iceberg table
            { format: parket }                      | unknown value 'parket'
            { compression: gzip }                   | unknown value 'gzip'
            { rol: {} }                             | unknown key 'rol'
            { roll: { rows: 0 } }                   | is not a whole number from 1
            """)
    void saysWhatIsWrongWithOtherOptions(String yaml, String message) {
        assertThat(problems(yaml)).singleElement().satisfies(p -> assertThat(p.message())
                .contains(message));
    }

    @Test
    void leavesAModelsColumnsToThePlanner() {
        Diagnostics out = new Diagnostics();
        Fixture.LAKE.check(Fixture.settings("{ partition_by: [day(anything)] }"), new RecordType(List.of()), out);
        assertThat(out.all()).isEmpty();
    }

    private static List<Diagnostic> problems(String yaml) {
        Diagnostics out = new Diagnostics();
        Fixture.read(yaml, out).ifPresent(settings -> Fixture.LAKE.check(settings, Fixture.CLICKS, out));
        return out.all();
    }
}
