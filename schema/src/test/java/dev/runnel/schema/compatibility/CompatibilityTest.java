package dev.runnel.schema.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.InvalidSchemaException;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line: what changes, whether the new one reads the old one's values, the other way round, old, new. */
class CompatibilityTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a field with a default is added   | true  | true  | {"name":"a","type":"int"} | {"name":"a","type":"int"},{"name":"b","type":"int","default":0}
            a field without is added          | false | true  | {"name":"a","type":"int"} | {"name":"a","type":"int"},{"name":"b","type":"int"}
            a nullable field is added         | true  | true  | {"name":"a","type":"int"} | {"name":"a","type":"int"},{"name":"b","type":["null","int"],"default":null}
            a nullable one without default    | false | true  | {"name":"a","type":"int"} | {"name":"a","type":"int"},{"name":"b","type":["null","int"]}
            a field is removed                | true  | false | {"name":"a","type":"int"},{"name":"b","type":"int"} | {"name":"a","type":"int"}
            a field with default is removed   | true  | true  | {"name":"a","type":"int"},{"name":"b","type":"int","default":1} | {"name":"a","type":"int"}
            a field is renamed                | false | false | {"name":"a","type":"int"} | {"name":"b","type":"int"}
            a field is renamed with an alias  | true  | false | {"name":"a","type":"int"} | {"name":"b","type":"int","aliases":["a"]}
            int becomes long                  | true  | false | {"name":"a","type":"int"} | {"name":"a","type":"long"}
            int becomes double                | true  | false | {"name":"a","type":"int"} | {"name":"a","type":"double"}
            float becomes double              | true  | false | {"name":"a","type":"float"} | {"name":"a","type":"double"}
            long becomes int                  | false | true  | {"name":"a","type":"long"} | {"name":"a","type":"int"}
            string becomes int                | false | false | {"name":"a","type":"string"} | {"name":"a","type":"int"}
            string becomes bytes              | true  | true  | {"name":"a","type":"string"} | {"name":"a","type":"bytes"}
            a field becomes nullable          | true  | false | {"name":"a","type":"int"} | {"name":"a","type":["null","int"]}
            a field becomes required          | false | true  | {"name":"a","type":["null","int"]} | {"name":"a","type":"int"}
            an enum gains a symbol            | true  | false | {"name":"a","type":{"type":"enum","name":"E","symbols":["X"]}} | {"name":"a","type":{"type":"enum","name":"E","symbols":["X","Y"]}}
            an enum loses a symbol            | false | true  | {"name":"a","type":{"type":"enum","name":"E","symbols":["X","Y"]}} | {"name":"a","type":{"type":"enum","name":"E","symbols":["X"]}}
            an enum with default loses one    | true  | true  | {"name":"a","type":{"type":"enum","name":"E","symbols":["X","Y"],"default":"X"}} | {"name":"a","type":{"type":"enum","name":"E","symbols":["X"],"default":"X"}}
            a fixed changes its size          | false | false | {"name":"a","type":{"type":"fixed","name":"F","size":2}} | {"name":"a","type":{"type":"fixed","name":"F","size":3}}
            elements of a list widen          | true  | false | {"name":"a","type":{"type":"array","items":"int"}} | {"name":"a","type":{"type":"array","items":"long"}}
            a list becomes a map              | false | false | {"name":"a","type":{"type":"array","items":"int"}} | {"name":"a","type":{"type":"map","values":"int"}}
            a decimal's precision widens      | true  | true  | {"name":"a","type":{"type":"bytes","logicalType":"decimal","precision":5,"scale":2}} | {"name":"a","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}}
            """)
    void avro(String change, boolean reads, boolean isRead, String before, String now) throws Exception {
        String record = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}";
        holds(SchemaType.AVRO, record.formatted(before), record.formatted(now), reads, isRead);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a property is added               | true  | true  | "properties":{"a":{"type":"integer"}} | "properties":{"a":{"type":"integer"},"b":{"type":"string"}}
            one is added to a closed schema   | true  | false | "additionalProperties":false,"properties":{"a":{}} | "additionalProperties":false,"properties":{"a":{},"b":{}}
            one is removed from an open one   | true  | true  | "properties":{"a":{},"b":{"type":"string"}} | "properties":{"a":{}}
            one is removed from a closed one  | false | true  | "additionalProperties":false,"properties":{"a":{},"b":{}} | "additionalProperties":false,"properties":{"a":{}}
            a required property is added      | false | true  | "properties":{"a":{}} | "properties":{"a":{},"b":{}},"required":["b"]
            one with a default is added       | true  | true  | "properties":{"a":{}} | "properties":{"a":{},"b":{"default":1}},"required":["b"]
            a property is not required now    | true  | false | "properties":{"a":{}},"required":["a"] | "properties":{"a":{}}
            integer becomes number            | true  | false | "properties":{"a":{"type":"integer"}} | "properties":{"a":{"type":"number"}}
            number becomes integer            | false | true  | "properties":{"a":{"type":"number"}} | "properties":{"a":{"type":"integer"}}
            string becomes number             | false | false | "properties":{"a":{"type":"string"}} | "properties":{"a":{"type":"number"}}
            null is allowed too               | true  | false | "properties":{"a":{"type":"string"}} | "properties":{"a":{"type":["string","null"]}}
            int32 becomes int64               | true  | false | "properties":{"a":{"type":"integer","format":"int32"}} | "properties":{"a":{"type":"integer","format":"int64"}}
            a format is demanded              | false | true  | "properties":{"a":{"type":"string"}} | "properties":{"a":{"type":"string","format":"uuid"}}
            a pattern is demanded             | false | true  | "properties":{"a":{"type":"string"}} | "properties":{"a":{"type":"string","pattern":"x+"}}
            more values are allowed           | true  | false | "properties":{"a":{"enum":["x"]}} | "properties":{"a":{"enum":["x","y"]}}
            fewer values are allowed          | false | true  | "properties":{"a":{"enum":["x","y"]}} | "properties":{"a":{"enum":["x"]}}
            a minimum is raised               | false | true  | "properties":{"a":{"minimum":1}} | "properties":{"a":{"minimum":2}}
            a minimum is lowered              | true  | false | "properties":{"a":{"minimum":2}} | "properties":{"a":{"minimum":1}}
            a maximum is demanded             | false | true  | "properties":{"a":{}} | "properties":{"a":{"maximum":9}}
            a string may be longer            | true  | false | "properties":{"a":{"maxLength":5}} | "properties":{"a":{"maxLength":9}}
            a scale widens                    | true  | false | "properties":{"a":{"type":"number","multipleOf":0.01}} | "properties":{"a":{"type":"number","multipleOf":0.001}}
            elements of a list widen          | true  | false | "properties":{"a":{"items":{"type":"integer"}}} | "properties":{"a":{"items":{"type":"number"}}}
            a nested property narrows         | false | true  | "properties":{"a":{"properties":{"b":{"type":"number"}}}} | "properties":{"a":{"properties":{"b":{"type":"integer"}}}}
            the schema is closed              | false | true  | "properties":{"a":{}} | "properties":{"a":{}},"additionalProperties":false
            a choice is added                 | true  | false | "anyOf":[{"type":"string"}] | "anyOf":[{"type":"string"},{"type":"object"}]
            a choice is removed               | false | true  | "oneOf":[{"type":"string"},{"type":"object"}] | "oneOf":[{"type":"string"}]
            a definition narrows              | false | true  | "$defs":{"d":{"type":"number"}},"properties":{"a":{"$ref":"#/$defs/d"}} | "$defs":{"d":{"type":"integer"}},"properties":{"a":{"$ref":"#/$defs/d"}}
            a schema holds itself             | true  | true  | "properties":{"a":{"$ref":"#"}} | "properties":{"a":{"$ref":"#"}}
            a choice holds itself             | false | false | "anyOf":[{"$ref":"#"}] | "anyOf":[{"$ref":"#"}],"maxProperties":1
            """)
    void json(String change, boolean reads, boolean isRead, String before, String now) throws Exception {
        holds(SchemaType.JSON, "{" + before + "}", "{" + now + "}", reads, isRead);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a field is added                  | true  | true  | message M { int32 a = 1; } | message M { int32 a = 1; string b = 2; }
            a field is removed                | true  | true  | message M { int32 a = 1; string b = 2; } | message M { int32 a = 1; }
            a field is renamed                | false | false | message M { int32 a = 1; } | message M { int32 b = 1; }
            a number is used anew             | false | false | message M { int32 a = 1; string b = 2; } | message M { string b = 1; }
            int32 becomes int64               | true  | false | message M { int32 a = 1; } | message M { int64 a = 1; }
            int32 becomes string              | false | false | message M { int32 a = 1; } | message M { string a = 1; }
            int32 becomes sint32              | false | false | message M { int32 a = 1; } | message M { sint32 a = 1; }
            string becomes bytes              | true  | false | message M { string a = 1; } | message M { bytes a = 1; }
            float becomes double              | false | false | message M { float a = 1; } | message M { double a = 1; }
            a field becomes optional          | true  | true  | message M { int32 a = 1; } | message M { optional int32 a = 1; }
            a field becomes repeated          | false | false | message M { int32 a = 1; } | message M { repeated int32 a = 1; }
            a map becomes repeated            | false | false | message M { map<string, int32> a = 1; } | message M { repeated int32 a = 1; }
            values of a map widen             | true  | false | message M { map<string, int32> a = 1; } | message M { map<string, int64> a = 1; }
            a message is gone                 | false | true  | message M { int32 a = 1; } message N { } | message M { int32 a = 1; }
            a message is renamed              | false | false | message M { int32 a = 1; } | message N { int32 a = 1; }
            a nested field narrows            | false | true  | message M { N n = 1; message N { int64 a = 1; } } | message M { N n = 1; message N { int32 a = 1; } }
            a field moves into a new oneof    | true  | true  | message M { int32 a = 1; } | message M { oneof o { int32 a = 1; } }
            fields move into one oneof        | false | true  | message M { int32 a = 1; int32 b = 2; } | message M { oneof o { int32 a = 1; int32 b = 2; } }
            an enum gains a value             | true  | false | enum E { A = 0; } message M { E e = 1; } | enum E { A = 0; B = 1; } message M { E e = 1; }
            an enum loses a value             | false | true  | enum E { A = 0; B = 1; } message M { E e = 1; } | enum E { A = 0; } message M { E e = 1; }
            the package changes               | false | false | package a; message M { } | package b; message M { }
            a message holds itself            | true  | true  | message M { M m = 1; } | message M { M m = 1; int32 a = 2; }
            """)
    void protobuf(String change, boolean reads, boolean isRead, String before, String now) throws Exception {
        String proto3 = "syntax = \"proto3\"; ";
        holds(SchemaType.PROTOBUF, proto3 + before, proto3 + now, reads, isRead);
    }

    private static void holds(SchemaType type, String before, String now, boolean reads, boolean isRead)
            throws InvalidSchemaException {
        ParsedSchema old = SchemaParser.parse(type, before, List.of());
        ParsedSchema next = SchemaParser.parse(type, now, List.of());
        verdict(CompatibilityLevel.BACKWARD, old, next, reads);
        verdict(CompatibilityLevel.FORWARD, old, next, isRead);
        verdict(CompatibilityLevel.FULL, old, next, reads && isRead);
        verdict(CompatibilityLevel.NONE, old, next, true);
    }

    private static void verdict(CompatibilityLevel level, ParsedSchema old, ParsedSchema next, boolean expected) {
        List<String> problems = Compatibility.problems(level, next, List.of(old));
        assertThat(problems.isEmpty()).as("%s: %s", level, problems).isEqualTo(expected);
    }

    @Test
    void transitiveLevelsLookAtEveryVersion() throws InvalidSchemaException {
        ParsedSchema first = avro("{\"name\":\"a\",\"type\":\"string\"}");
        ParsedSchema second = avro("{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
        ParsedSchema third = avro("{\"name\":\"a\",\"type\":\"int\",\"default\":0}");
        List<ParsedSchema> earlier = List.of(first, second);
        assertThat(Compatibility.problems(CompatibilityLevel.BACKWARD, third, earlier))
                .isEmpty();
        assertThat(Compatibility.problems(CompatibilityLevel.FULL, third, earlier))
                .isEmpty();
        assertThat(Compatibility.problems(CompatibilityLevel.BACKWARD_TRANSITIVE, third, earlier))
                .isNotEmpty();
        assertThat(Compatibility.problems(CompatibilityLevel.FORWARD_TRANSITIVE, third, earlier))
                .isNotEmpty();
        assertThat(Compatibility.problems(CompatibilityLevel.FULL_TRANSITIVE, third, earlier))
                .isNotEmpty();
    }

    private static ParsedSchema avro(String field) throws InvalidSchemaException {
        return SchemaParser.parse(
                SchemaType.AVRO, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + field + "]}", List.of());
    }

    @Test
    void schemasOfDifferentTypesDoNotReadEachOther() throws InvalidSchemaException {
        ParsedSchema json = SchemaParser.parse(SchemaType.JSON, "{}", List.of());
        assertThat(Compatibility.cannotRead(json, avro(""))).hasSize(1);
    }
}
