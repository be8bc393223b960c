package dev.runnel.schema.wire;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.WireFormat;

/** A contract as the records of a log keep it. */
public final class WireContract {
    private WireContract() {}

    /** In Avro and Protobuf each field stands under its own name: paths lead into the records that are sent, not these. */
    public static Contract of(WireFormat format, Contract contract) {
        if (format == WireFormat.JSON || format == WireFormat.JSON_SCHEMA) {
            return contract;
        }
        return contract.withType(row(contract.type()));
    }

    private static RecordType row(RecordType row) {
        return new RecordType(row.fields().stream().map(WireContract::field).toList());
    }

    private static Field field(Field field) {
        return field.plain(type(field.type()));
    }

    private static Type type(Type type) {
        if (type instanceof RecordType row) {
            return row(row);
        }
        if (type instanceof Type.ListOf list) {
            return new Type.ListOf(type(list.element()));
        }
        return type instanceof Type.MapOf map ? new Type.MapOf(type(map.value())) : type;
    }
}
