package dev.runnel.schema.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.json.JsonText;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.compatibility.CompatibilityLevel;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks any registry that speaks the Confluent REST interface. */
public final class RegistryClient implements SchemaRegistry {
    /** The media type of requests and answers. */
    public static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CHARACTERS = 8 << 20;

    private final RegistryAddress address;

    public RegistryClient(RegistryAddress address) {
        this.address = address;
    }

    @Override
    public int register(String subject, SchemaText schema) throws RegistryException {
        return ask("POST", "/subjects/" + encoded(subject) + "/versions", body(schema))
                .path("id")
                .asInt();
    }

    private static Map<String, Object> body(SchemaText schema) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("schemaType", schema.type().name());
        body.put("schema", schema.text());
        if (!schema.references().isEmpty()) {
            body.put("references", EntryJson.references(schema.references()));
        }
        return body;
    }

    @Override
    public SchemaText schema(int id) throws RegistryException {
        return text(ask("GET", "/schemas/ids/" + id, Map.of()));
    }

    @Override
    public SchemaText schema(String subject, int version) throws RegistryException {
        return text(ask("GET", "/subjects/" + encoded(subject) + "/versions/" + version, Map.of()));
    }

    @Override
    public void setLevel(String subject, CompatibilityLevel level) throws RegistryException {
        ask("PUT", "/config/" + encoded(subject), Map.of("compatibility", level.name()));
    }

    private SchemaText text(JsonNode answer) throws RegistryException {
        String name = answer.path("schemaType").asText(SchemaType.AVRO.name());
        SchemaType type = SchemaType.of(name)
                .orElseThrow(() -> RegistryError.INVALID_SCHEMA.because(
                        "the registry at " + address + " has a schema of the type " + name + ", which is not known"));
        return new SchemaText(type, answer.path("schema").asText(), EntryJson.references(answer.path("references")));
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode ask(String method, String path, Map<String, Object> body) throws RegistryException {
        String base = address.url().toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JsonText.of(body)));
        if (!body.isEmpty()) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        address.authorization().ifPresent(secret -> request.header("Authorization", secret));
        try {
            return answer(
                    Shared.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw RegistryException.away("the schema registry at " + address + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryException.away("interrupted while asking the schema registry at " + address, e);
        }
    }

    private JsonNode answer(HttpResponse<String> response) throws RegistryException {
        JsonNode json;
        try {
            String text = response.body();
            json = EntryJson.tree(text.length() > MOST_CHARACTERS || text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new RegistryException(
                    response.statusCode() < 400 ? 500 : response.statusCode(),
                    response.statusCode(),
                    address + " answers " + response.statusCode() + " and no JSON: is it a schema registry?");
        }
        if (response.statusCode() >= 400) {
            throw new RegistryException(
                    response.statusCode(),
                    json.path("error_code").asInt(response.statusCode()),
                    json.path("message")
                            .asText("the schema registry at " + address + " answers " + response.statusCode()));
        }
        return json;
    }

    /** One for the process, made when a registry is first asked: making it reads every certificate that Java trusts. */
    private static final class Shared {
        static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }
}
