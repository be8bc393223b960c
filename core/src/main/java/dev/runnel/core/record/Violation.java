package dev.runnel.core.record;

import java.util.List;
import java.util.Locale;

/**
 * One way in which a record broke its contract.
 *
 * @param field dotted path of the field in the contract, with {@code [2]} for list elements; empty for the whole record
 * @param message what is wrong, fit to be shown to who sent it
 * @param position byte offset in the record where it was seen; -1 when it has no place (an absent field)
 */
public record Violation(Reason reason, String field, String message, int position) {

    /** Why a record is invalid: one closed list. */
    public enum Reason {
        /** Not JSON, or not what its format calls a row. */
        SYNTAX(
                "The bytes are not one JSON object or, in a file, not one row of its format.",
                "Look at the bytes (`runnel invalid show`): most often a record was cut, or is of another format.",
                Stage.COLLECT,
                Stage.DECODE),
        /** Not in the format of the log. */
        WIRE_FORMAT(
                "The bytes are not what the log's format (Avro, Protobuf, JSON Schema) demands.",
                "Write with a schema of the registry and its id before the value, or change the log's `format`.",
                Stage.DECODE),
        /** Written with a schema that nobody knows. */
        UNKNOWN_SCHEMA(
                "The record names a schema that the registry does not know, or that cannot be used.",
                "Register the schema in the registry of the pipeline, and send the record again.",
                Stage.DECODE),
        /** Nested or sized beyond the bounds. */
        TOO_LARGE(
                "The record is larger or nested deeper than the bounds allow, or longer than the destination takes.",
                "Send less in one record; for a topic, raise its `max.message.bytes`.",
                Stage.COLLECT,
                Stage.DECODE,
                Stage.WRITE),
        /** A required field is absent or null. */
        REQUIRED(
                "A required field is absent or null.",
                "Send the field, or take the `!` from its type or give it a `default`.",
                Stage.COLLECT,
                Stage.DECODE),
        /** A value of another type. */
        TYPE(
                "A value is not of the field's type.",
                "Send another value, or declare the type that is sent.",
                Stage.COLLECT,
                Stage.DECODE),
        /** A number, decimal or time outside what the type can hold. */
        RANGE(
                "A value does not fit: too large, too many digits, too far a time.",
                "Send another value, or declare a wider type; for a table, partition it by another field.",
                Stage.COLLECT,
                Stage.DECODE,
                Stage.WRITE),
        /** Not among the allowed values. */
        ONE_OF(
                "A value is not one of those allowed.",
                "Send one of `one_of`, or add the value there.",
                Stage.COLLECT,
                Stage.DECODE),
        /** Below the least value. */
        MIN("A number is below the least allowed.", "Send more, or lower `min`.", Stage.COLLECT, Stage.DECODE),
        /** Above the greatest value. */
        MAX("A number is above the greatest allowed.", "Send less, or raise `max`.", Stage.COLLECT, Stage.DECODE),
        /** Too short or too long. */
        LENGTH(
                "A string or list is too short or too long.",
                "Send another, or change `min_length` or `max_length`.",
                Stage.COLLECT,
                Stage.DECODE),
        /** Does not match the pattern. */
        PATTERN(
                "A string does not match the field's pattern.",
                "Send another, or change `pattern`.",
                Stage.COLLECT,
                Stage.DECODE),
        /** Does not have the format. */
        FORMAT(
                "A string does not have the field's format.",
                "Send another, or change `format`.",
                Stage.COLLECT,
                Stage.DECODE),
        /** A field that the contract does not name, where those are refused. */
        UNKNOWN_FIELD(
                "A field that the contract does not name.",
                "Add the field to the contract, or say `unknown_fields: keep`.",
                Stage.COLLECT,
                Stage.DECODE),
        /** A data check of a model. */
        EXPECT(
                "A data check of a model did not hold.",
                "Find out where the row comes from; mend the query, or the rule.",
                Stage.EXPECT),
        /** Refused by a destination. */
        WRITE(
                "The destination refused the row; the message has its own words.",
                "Mend the row, or let the destination take such rows: widen the column, drop the constraint.",
                Stage.WRITE);

        private final String meaning;
        private final String remedy;
        private final List<Stage> stages;

        Reason(String meaning, String remedy, Stage... stages) {
            this.meaning = meaning;
            this.remedy = remedy;
            this.stages = List.of(stages);
        }

        /** One sentence for the reference page. */
        public String meaning() {
            return meaning;
        }

        /** What to do about it, for the reference page. */
        public String remedy() {
            return remedy;
        }

        /** Where on its way a record can fail so. */
        public List<Stage> stages() {
            return stages;
        }

        /** The name in headers, tables and documents, {@code one_of}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
