package dev.runnel.core.codec;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contract with a decoder and a record, written shortly. */
final class Given {
    final RecordDecoder decoder;
    final DecodedRecord record;

    private Given(Contract contract) {
        decoder = RecordDecoder.of(contract);
        record = decoder.newRecord();
    }

    static Given fields(Field... fields) {
        return new Given(contract(UnknownFields.KEEP, fields));
    }

    static Given onlyFields(Field... fields) {
        return new Given(contract(UnknownFields.REJECT, fields));
    }

    static Contract contract(UnknownFields unknown, Field... fields) {
        return new Contract("events", row(fields), Optional.empty(), Optional.empty(), unknown);
    }

    static RecordType row(Field... fields) {
        return new RecordType(List.of(fields));
    }

    static Field field(String name, Type type, Constraint... constraints) {
        return new Field(
                name, type, false, List.of(constraints), Optional.empty(), Optional.empty(), TimeFormat.ISO, "");
    }

    static Field required(String name, Type type) {
        return Field.of(name, type, true);
    }

    static Field at(String path, String name, Type type) {
        return new Field(name, type, false, List.of(), Optional.of(path), Optional.empty(), TimeFormat.ISO, "");
    }

    static Field defaulting(String fallback, String name, Type type) {
        return new Field(name, type, false, List.of(), Optional.empty(), Optional.of(fallback), TimeFormat.ISO, "");
    }

    static Field timestamp(String name, TimeFormat format) {
        return new Field(
                name, Type.Primitive.TIMESTAMP, false, List.of(), Optional.empty(), Optional.empty(), format, "");
    }

    /** Decodes, with other bytes around the record that must not be looked at. */
    DecodedRecord decode(String json) {
        return decode(json.getBytes(StandardCharsets.UTF_8));
    }

    DecodedRecord decode(byte[] json) {
        byte[] padded = new byte[json.length + 6];
        Arrays.fill(padded, (byte) '7');
        System.arraycopy(json, 0, padded, 3, json.length);
        boolean valid = decoder.decode(padded, 3, 3 + json.length, record);
        if (valid != record.isValid() || valid != record.violations().isEmpty()) {
            throw new AssertionError("the answer and the violations differ: " + record.violations());
        }
        return record;
    }

    /** The only violation of a record. */
    Violation violation(String json) {
        List<Violation> violations = decode(json).violations();
        if (violations.size() != 1) {
            throw new AssertionError("expected one violation of " + json + ", found " + violations);
        }
        return violations.get(0);
    }

    /** {@code reason field position} of every violation. */
    List<String> broken(String json) {
        return decode(json).violations().stream()
                .map(v -> v.reason().id() + " " + v.field() + " " + v.position())
                .toList();
    }

    /** The value of the field at a dotted path of a record that must be valid. */
    @Nullable
    Object value(String path, String json) {
        if (!decode(json).isValid()) {
            throw new AssertionError("expected a valid record, found " + record.violations());
        }
        return record.value(slot(path));
    }

    int slot(String path) {
        return decoder.layout().find(path).orElseThrow();
    }
}
