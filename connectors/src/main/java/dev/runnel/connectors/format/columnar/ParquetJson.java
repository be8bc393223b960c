package dev.runnel.connectors.format.columnar;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import java.io.IOException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a Parquet file as JSON. Lists and maps are read in each form that the format's LogicalTypes document knows,
 * the older ones too; what is null is absent, and null in a list. Immutable and thread safe.
 */
final class ParquetJson {
    private final GroupType schema;
    private final RecordType shape;

    /** @param shape the contract with its fields under the names of the columns */
    ParquetJson(GroupType schema, RecordType shape) {
        this.schema = schema;
        this.shape = shape;
    }

    /** Writes the members of a row into an object that is begun. */
    void write(JsonGenerator json, Group row) throws IOException {
        members(json, row, schema, shape);
    }

    private static void members(JsonGenerator json, Group row, GroupType type, @Nullable RecordType shape)
            throws IOException {
        for (int i = 0; i < type.getFieldCount(); i++) {
            org.apache.parquet.schema.Type member = type.getType(i);
            int count = row.getFieldRepetitionCount(i);
            if (count == 0 && !member.isRepetition(Repetition.REPEATED)) {
                continue;
            }
            Field field = shape == null ? null : shape.field(member.getName()).orElse(null);
            json.writeFieldName(member.getName());
            if (member.isRepetition(Repetition.REPEATED)) {
                repeated(json, row, i, field);
            } else {
                value(json, row, i, 0, ParquetValue.Wanted.of(field));
            }
        }
    }

    /** A field that may stand several times, without a list around it. */
    private static void repeated(JsonGenerator json, Group row, int index, @Nullable Field field) throws IOException {
        ParquetValue.Wanted wanted = ParquetValue.Wanted.of(field).element();
        json.writeStartArray();
        for (int i = 0; i < row.getFieldRepetitionCount(index); i++) {
            value(json, row, index, i, wanted);
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, Group row, int index, int nth, ParquetValue.Wanted wanted)
            throws IOException {
        org.apache.parquet.schema.Type type = row.getType().getType(index);
        if (type.isPrimitive()) {
            ParquetValue.write(json, row, index, nth, wanted);
            return;
        }
        Group group = row.getGroup(index, nth);
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof ListLogicalTypeAnnotation && isWrapper(type.asGroupType())) {
            list(json, group, wanted.element());
        } else if ((annotation instanceof MapLogicalTypeAnnotation || annotation instanceof MapKeyValueTypeAnnotation)
                && isWrapper(type.asGroupType())) {
            map(json, group, wanted.element());
        } else {
            json.writeStartObject();
            members(json, group, type.asGroupType(), wanted.type() instanceof RecordType r ? r : null);
            json.writeEndObject();
        }
    }

    private static boolean isWrapper(GroupType type) {
        return type.getFieldCount() == 1 && type.getType(0).isRepetition(Repetition.REPEATED);
    }

    private static void list(JsonGenerator json, Group list, ParquetValue.Wanted wanted) throws IOException {
        org.apache.parquet.schema.Type repeated = list.getType().getType(0);
        boolean bare = isElement(repeated, list.getType().getName());
        json.writeStartArray();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            if (bare) {
                value(json, list, 0, i, wanted);
            } else {
                optional(json, list.getGroup(0, i), 0, wanted);
            }
        }
        json.writeEndArray();
    }

    /** Whether the repeated field is the element itself: the backward compatibility rules of LogicalTypes.md. */
    private static boolean isElement(org.apache.parquet.schema.Type repeated, String list) {
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.getName().equals("array")
                || repeated.getName().equals(list + "_tuple");
    }

    private static void map(JsonGenerator json, Group map, ParquetValue.Wanted wanted) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            json.writeFieldName(ParquetValue.text(entry, 0));
            if (entry.getType().getFieldCount() < 2) {
                json.writeNull();
            } else {
                optional(json, entry, 1, wanted);
            }
        }
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, Group group, int index, ParquetValue.Wanted wanted)
            throws IOException {
        if (group.getFieldRepetitionCount(index) == 0) {
            json.writeNull();
        } else {
            value(json, group, index, 0, wanted);
        }
    }
}
