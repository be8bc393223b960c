package dev.runnel.core.testing;

import dev.runnel.core.connector.Options;
import dev.runnel.core.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON Schema (2020-12) of a file of tests for editors, made from the declarations that the reader uses. */
public final class TestSchema {
    private TestSchema() {}

    /** The schema as indented JSON text. */
    public static String json() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Tests of a Runnel pipeline (" + TestReader.FOLDER + "/*.yaml), by name");
        schema.put("type", "object");
        schema.put("additionalProperties", Options.schema(TestDeclarations.test()));
        return JsonText.pretty(schema);
    }
}
