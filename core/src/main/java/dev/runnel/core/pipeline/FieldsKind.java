package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Options;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code fields:} of a stream or of a row: names to types, short ({@code id: bigint!}) or long (a mapping). */
final class FieldsKind implements Kind<RecordType> {
    static final String SCHEMA_REF = "#/$defs/fields";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    @Override
    public Optional<RecordType> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(node, "field names with their types, such as 'id: bigint!'", out);
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (nameIsGood(entry, out)) {
                field(entry, out).ifPresent(fields::add);
            }
        }
        if (mapping.entries().isEmpty()) {
            out.error(Code.MISSING_KEY, node.at(), "there are no fields", "add at least one, such as 'id: bigint!'");
        }
        return Optional.of(new RecordType(fields));
    }

    private static boolean nameIsGood(Node.Entry entry, Diagnostics out) {
        if (SystemColumn.isSystem(entry.key())) {
            out.error(
                    Code.BAD_NAME,
                    entry.keyAt(),
                    "'" + entry.key() + "' is a system column",
                    "choose another name and say where the value is found with 'path:'");
            return false;
        }
        if (!NAME.matcher(entry.key()).matches()) {
            out.error(
                    Code.BAD_NAME,
                    entry.keyAt(),
                    "'" + entry.key() + "' cannot be a column",
                    "use letters, digits and _, and say where the value is found with 'path:'");
            return false;
        }
        return true;
    }

    private Optional<Field> field(Node.Entry entry, Diagnostics out) {
        if (entry.value() instanceof Node.Scalar scalar && !scalar.isNull()) {
            return FieldDeclaration.type(scalar, Optional.empty(), out)
                    .map(t -> Field.of(entry.key(), t.type(), t.required()));
        }
        if (entry.value() instanceof Node.Mapping mapping) {
            return FieldDeclaration.read(entry.key(), mapping, this, out);
        }
        Kinds.wrongShape(entry.value(), "a type such as 'bigint!' or a mapping with 'type:'", out);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", SCHEMA_REF);
    }

    /** The definition that {@link #SCHEMA_REF} points to. */
    static Map<String, Object> definition() {
        Map<String, Object> type = Map.of(
                "type",
                "string",
                "description",
                "A type; ! after it means required.",
                "examples",
                TypeParser.names(false));
        return Map.of(
                "type",
                "object",
                "minProperties",
                1,
                "propertyNames",
                Map.of("pattern", "^[A-Za-z_][A-Za-z0-9_]*$"),
                "additionalProperties",
                Map.of("anyOf", List.of(type, Options.schema(FieldDeclaration.options(new FieldsKind())))));
    }

    @Override
    public String title() {
        return "fields";
    }

    /** Words of {@code format:}, for strings and for timestamps. */
    static List<String> formats() {
        List<String> words = new ArrayList<>();
        for (dev.runnel.core.contract.Constraint.Format f : dev.runnel.core.contract.Constraint.Format.values()) {
            words.add(f.id());
        }
        for (TimeFormat f : TimeFormat.values()) {
            words.add(f.id());
        }
        return words;
    }
}
