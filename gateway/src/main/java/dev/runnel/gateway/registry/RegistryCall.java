package dev.runnel.gateway.registry;

import dev.runnel.schema.SchemaType;
import dev.runnel.schema.registry.RegistryError;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.RegistryLookup;
import dev.runnel.schema.registry.SchemaText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request to the registry says. */
final class RegistryCall {
    private final RoutingContext ctx;

    RegistryCall(RoutingContext ctx) {
        this.ctx = ctx;
    }

    String subject() {
        return ctx.pathParam("subject");
    }

    Optional<String> optionalSubject() {
        return Optional.ofNullable(ctx.pathParam("subject"));
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(ctx.request().getParam(name));
    }

    /** Whether a subject begins as the parameter {@code subjectPrefix} says; the default context may stand before. */
    boolean hasPrefix(String subject) {
        return subject.startsWith(ctx.request().getParam("subjectPrefix", "").replaceFirst("^:\\*:", ""));
    }

    /** The part of a list that {@code offset} and {@code limit} ask for; a negative limit asks for all. */
    <T> List<T> page(List<T> all) {
        int limit = parameter("limit", -1);
        return all.stream()
                .skip(Math.max(0, parameter("offset", 0)))
                .limit(limit < 0 ? Long.MAX_VALUE : limit)
                .toList();
    }

    private int parameter(String name, int fallback) {
        String text = ctx.request().getParam(name, "");
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : fallback;
    }

    int id() throws RegistryException {
        try {
            return Integer.parseInt(ctx.pathParam("id"));
        } catch (NumberFormatException e) {
            throw RegistryError.SCHEMA_NOT_FOUND.because("Schema " + ctx.pathParam("id") + " not found");
        }
    }

    /** The version of the path. */
    int version() throws RegistryException {
        String text = ctx.pathParam("version");
        if (text.equals("latest") || text.equals("-1")) {
            return RegistryLookup.LATEST;
        }
        try {
            int version = Integer.parseInt(text);
            if (version > 0) {
                return version;
            }
        } catch (NumberFormatException e) {
            // answered below, as other numbers that are none
        }
        throw RegistryError.INVALID_VERSION.because("The specified version '" + text + "' is not a valid version id."
                + " Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    JsonObject body() throws RegistryException {
        Buffer buffer = ctx.body().buffer();
        try {
            return new JsonObject(buffer == null ? "{}" : buffer.toString());
        } catch (DecodeException | ClassCastException e) {
            throw RegistryError.INVALID_SCHEMA.because("the body is not a JSON object: " + e.getMessage());
        }
    }

    /** The schema that the body brings. */
    SchemaText schema() throws RegistryException {
        JsonObject body = body();
        try {
            String text = body.getString("schema");
            if (text == null || text.isBlank()) {
                throw RegistryError.INVALID_SCHEMA.because("Empty schema");
            }
            String type = body.getString("schemaType", SchemaType.AVRO.name());
            SchemaType known = SchemaType.of(type)
                    .orElseThrow(() -> RegistryError.INVALID_SCHEMA.because("Invalid schema type " + type));
            return new SchemaText(known, text, references(body.getJsonArray("references", new JsonArray())));
        } catch (ClassCastException | NullPointerException e) {
            throw RegistryError.INVALID_SCHEMA.because(
                    "the body is not"
                            + " {\"schema\":\"...\",\"schemaType\":\"AVRO\",\"references\":[{\"name\",\"subject\",\"version\"}]}");
        }
    }

    private static List<SchemaText.Reference> references(JsonArray list) {
        List<SchemaText.Reference> references = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonObject each = list.getJsonObject(i);
            references.add(new SchemaText.Reference(
                    required(each, "name"), required(each, "subject"), each.getInteger("version")));
        }
        return references;
    }

    private static String required(JsonObject json, String name) {
        String value = json.getString(name);
        if (value == null) {
            throw new NullPointerException(name);
        }
        return value;
    }

    /** A number of the body that imports bring. */
    Optional<Integer> number(String name) throws RegistryException {
        return body().getValue(name) instanceof Number number && number.intValue() > 0
                ? Optional.of(number.intValue())
                : Optional.empty();
    }
}
