package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.contract.Type;
import dev.runnel.core.drift.Drift;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

class RedactorPropertyTest {
    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void treatedRecordsStayValidAndKeepEverythingElse(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        Contract contract = contract(random);
        Optional<Redactor> redactor = Redactor.of(contract);
        RecordDecoder decoder = RecordDecoder.of(contract);
        for (int i = 0; i < 5 && redactor.isPresent(); i++) {
            byte[] json = new RandomRecord(random).object(contract.type()).getBytes(StandardCharsets.UTF_8);
            byte[] redacted = redactor.get().redact(json, 0, json.length);
            assertThat(redactor.get().redact(redacted, 0, redacted.length)).isEqualTo(redacted);
            DecodedRecord before = decoder.newRecord();
            DecodedRecord after = decoder.newRecord();
            boolean valid = decoder.decode(json, 0, json.length, before);
            Statistics.label("outcome").collect(valid ? "valid" : "invalid");
            if (valid) {
                decoder.decode(redacted, 0, redacted.length, after);
                assertThat(after.violations())
                        .as(() -> shown(json) + "\n" + shown(redacted))
                        .isEmpty();
                assertThat(others(contract, after)).isEqualTo(others(contract, before));
            }
        }
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void damagedRecordsAreTreatedWithoutAFailureAndOnlyOnce(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        Contract contract = contract(random);
        byte[] whole = new RandomRecord(random).object(contract.type()).getBytes(StandardCharsets.UTF_8);
        UnknownFieldScan scan = new UnknownFieldScan(contract);
        Drift drift = new Drift();
        for (int i = 0; i < 20; i++) {
            byte[] damaged = Damage.to(whole, random);
            scan.scan(damaged, 0, damaged.length, i, drift);
            Redactor.of(contract).ifPresent(redactor -> {
                byte[] redacted = redactor.redact(damaged, 0, damaged.length);
                assertThat(redactor.redact(redacted, 0, redacted.length))
                        .as(() -> shown(damaged))
                        .isEqualTo(redacted);
            });
        }
        drift.fields().forEach(f -> assertThat(f.declaration(contract.type())).isNotNull());
    }

    private static String shown(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The values of top fields in which no personal data stand. */
    private static List<String> others(Contract contract, DecodedRecord record) {
        List<String> values = new ArrayList<>();
        for (Field field : contract.type().fields()) {
            int slot = record.layout().find(field.name()).orElseThrow();
            if (!holdsPii(field)) {
                values.add(
                        Arrays.deepToString(new Object[] {record.value(slot)}).replaceAll("@[0-9a-f]+", ""));
            }
        }
        return values;
    }

    private static boolean holdsPii(Field field) {
        return Redactor.of(new Contract(
                        "one",
                        new RecordType(List.of(field)),
                        Optional.empty(),
                        Optional.empty(),
                        Contract.UnknownFields.KEEP,
                        Optional.empty(),
                        Optional.of(new Secret("key"))))
                .isPresent();
    }

    private static Contract contract(Random random) {
        Contract contract = new RandomContract(random).next();
        return new Contract(
                contract.stream(),
                row(contract.type(), random),
                Optional.empty(),
                Optional.empty(),
                contract.unknownFields(),
                Optional.empty(),
                Optional.of(new Secret("0123456789abcdef")));
    }

    private static RecordType row(RecordType row, Random random) {
        return new RecordType(
                row.fields().stream().map(field -> field(field, random)).toList());
    }

    private static Field field(Field field, Random random) {
        Field inside = new Field(
                field.name(),
                type(field.type(), random),
                field.required(),
                field.constraints(),
                field.path(),
                field.fallback(),
                field.timeFormat(),
                "");
        if (isText(field.type()) && random.nextBoolean()) {
            return inside.withPii(random.nextBoolean() ? Pii.HASH : Pii.MASK);
        }
        return !field.required() && random.nextInt(4) == 0 ? inside.withPii(Pii.DROP) : inside;
    }

    private static Type type(Type type, Random random) {
        if (type instanceof Type.ListOf list) {
            return new Type.ListOf(type(list.element(), random));
        } else if (type instanceof Type.MapOf map) {
            return new Type.MapOf(type(map.value(), random));
        }
        return type instanceof RecordType row ? row(row, random) : type;
    }

    private static boolean isText(Type type) {
        return type == Type.Primitive.STRING
                || type instanceof Type.ListOf list && isText(list.element())
                || type instanceof Type.MapOf map && isText(map.value());
    }
}
