package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Options;
import dev.runnel.core.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON Schema (2020-12) of {@code runnel.yaml} for editors, made from the declarations that the reader uses. */
public final class PipelineSchema {
    private PipelineSchema() {}

    /** The schema as indented JSON text. */
    public static String json(Connectors connectors) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A Runnel pipeline (" + PipelineReader.FILE + ")");
        schema.putAll(Options.schema(new Declarations(connectors).root()));
        schema.put("$defs", Map.of("fields", FieldsKind.definition()));
        return JsonText.pretty(schema);
    }
}
