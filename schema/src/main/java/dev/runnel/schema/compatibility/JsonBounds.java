package dev.runnel.schema.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keywords of a JSON Schema that bound a value: a reader's must not be tighter than the writer's. */
final class JsonBounds {
    private static final Set<String> LEAST =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> GREATEST =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
    /** Formats that hold every value of the key's. */
    private static final Map<String, String> WIDER = Map.of("int32", "int64", "float", "double");

    private JsonBounds() {}

    static List<String> problems(JsonNode reader, JsonNode writer) {
        List<String> problems = new ArrayList<>();
        for (String word : LEAST) {
            bound(word, reader, writer, 1, problems);
        }
        for (String word : GREATEST) {
            bound(word, reader, writer, -1, problems);
        }
        JsonNode step = reader.path("multipleOf");
        if (step.isNumber() && !isMultiple(writer.path("multipleOf"), step.decimalValue())) {
            problems.add("'multipleOf' is " + step + " now");
        }
        JsonNode format = reader.path("format");
        JsonNode was = writer.path("format");
        if (format.isTextual() && !format.equals(was) && !format.asText().equals(WIDER.get(was.asText()))) {
            problems.add("'format' is " + format + " now");
        }
        return problems;
    }

    private static void bound(String word, JsonNode reader, JsonNode writer, int sign, List<String> problems) {
        JsonNode now = reader.path(word);
        JsonNode before = writer.path(word);
        boolean nothing = sign > 0
                && !word.endsWith("imum")
                && now.isNumber()
                && now.decimalValue().signum() == 0;
        if (!now.isNumber() || nothing) {
            return;
        }
        if (!before.isNumber() || now.decimalValue().compareTo(before.decimalValue()) * sign > 0) {
            problems.add("'" + word + "' is " + now + (before.isNumber() ? " and was " + before : " now"));
        }
    }

    private static boolean isMultiple(JsonNode was, BigDecimal step) {
        return was.isNumber()
                && step.signum() != 0
                && was.decimalValue().remainder(step).signum() == 0;
    }
}
