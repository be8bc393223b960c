package dev.runnel.gateway.live;

import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.ViewOptions;
import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Expectation;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.collect.Collect;
import dev.runnel.gateway.view.ViewRoutes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The pipeline as the dashboard is told of it: nodes, edges, contracts, models and views. */
final class PipelineJson {
    /** Options that say which thing of a system is meant, by the names that connectors use for it. */
    private static final List<String> TELLING = List.of("table", "topic", "file", "path", "url", "format");

    private final Pipeline pipeline;
    private final Lineage lineage;
    private final JsonArray nodes = new JsonArray();
    private final JsonArray edges = new JsonArray();

    private PipelineJson(Lineage lineage) {
        this.pipeline = lineage.pipeline();
        this.lineage = lineage;
    }

    /** @param startedAt epoch milliseconds */
    static JsonObject of(Lineage lineage, long startedAt) {
        return new PipelineJson(lineage).json(startedAt);
    }

    private JsonObject json(long startedAt) {
        pipeline.streams().forEach(this::draw);
        pipeline.models().forEach(this::draw);
        JsonObject json = new JsonObject()
                .put("name", pipeline.name())
                .put("description", pipeline.description())
                .put("started_at", startedAt)
                .put("nodes", nodes)
                .put("edges", edges)
                .put("streams", array(pipeline.streams(), this::stream))
                .put("models", array(pipeline.models(), this::model))
                .put("views", views());
        pipeline.site().ifPresent(site -> json.put("site", "/site/"));
        return json;
    }

    private void draw(Stream stream) {
        String name = stream.name();
        nodes.add(node(Nodes.source(name), "source", stream.source().type(), sourceDetail(stream))
                .put("stream", name));
        nodes.add(node(
                        Nodes.stream(name),
                        "stream",
                        name,
                        stream.log().topic() + ", " + stream.log().partitions() + " partitions")
                .put("stream", name)
                .put("layer", "raw"));
        nodes.add(node(Nodes.invalid(name), "invalid", "invalid", stream.invalidTopic())
                .put("stream", name));
        edge(Nodes.source(name), Nodes.stream(name));
        edge(Nodes.source(name), Nodes.invalid(name));
        draw(Nodes.stream(name), name, stream.destinations());
    }

    private void draw(Model model) {
        JsonObject node = node(Nodes.model(model.name()), "model", model.name(), model.description())
                .put("model", model.name());
        model.layer().ifPresent(layer -> node.put("layer", layer));
        nodes.add(node);
        lineage.of(model).forEach(input -> edge(lineage.node(input), Nodes.model(model.name())));
        draw(Nodes.model(model.name()), model.name(), model.destinations());
    }

    private void draw(String from, String owner, List<Endpoint> destinations) {
        List<String> ids = Nodes.destinations(owner, destinations);
        for (int i = 0; i < ids.size(); i++) {
            Endpoint destination = destinations.get(i);
            nodes.add(node(ids.get(i), "destination", destination.type(), detail(destination)));
            edge(from, ids.get(i));
        }
    }

    private static JsonObject node(String id, String kind, String title, String detail) {
        return new JsonObject()
                .put("id", id)
                .put("kind", kind)
                .put("title", title)
                .put("detail", detail);
    }

    private void edge(String from, String to) {
        edges.add(new JsonObject().put("from", from).put("to", to));
    }

    private static String sourceDetail(Stream stream) {
        return stream.source().type().equals("http")
                ? "POST " + Collect.paths(stream).get(0)
                : detail(stream.source());
    }

    private static String detail(Endpoint endpoint) {
        List<Option<?>> options = endpoint.connector().spec().options();
        return TELLING.stream()
                .flatMap(name -> options.stream().filter(o -> o.name().equals(name)))
                .flatMap(option -> endpoint.settings().find(option).stream())
                .map(Objects::toString)
                .collect(Collectors.joining(", "));
    }

    /** @return with {@code job} only where a job fetches the records */
    private JsonObject source(Stream stream) {
        JsonObject json = new JsonObject().put("type", stream.source().type());
        PulledRecords.job(pipeline.name(), stream).ifPresent(job -> json.put("job", job));
        return json;
    }

    private JsonObject stream(Stream stream) {
        JsonArray fields = new JsonArray();
        fields(fields, "", stream.contract().type());
        JsonObject json = new JsonObject()
                .put("name", stream.name())
                .put("description", stream.description())
                .put("source", source(stream))
                .put("topic", stream.log().topic())
                .put("partitions", stream.log().partitions())
                .put("invalid_topic", stream.invalidTopic())
                .put("schema_id", stream.contract().schemaId())
                .put("paths", new JsonArray(Collect.paths(stream)))
                .put("sockets", new JsonArray(Collect.socketPaths(stream)))
                .put("fields", fields);
        stream.contract().key().ifPresent(key -> json.put("key", key));
        stream.contract().eventTime().ifPresent(time -> json.put("event_time", time));
        return json;
    }

    private static void fields(JsonArray out, String prefix, RecordType type) {
        for (Field field : type.fields()) {
            String path = prefix + field.name();
            out.add(new JsonObject()
                    .put("path", path)
                    .put(
                            "type",
                            field.type() instanceof RecordType
                                    ? "row"
                                    : field.type().text())
                    .put("required", field.required())
                    .put("rules", new JsonArray(rules(field)))
                    .put("description", field.description()));
            if (field.type() instanceof RecordType nested) {
                fields(out, path + ".", nested);
            }
        }
    }

    private static List<String> rules(Field field) {
        List<String> rules = new ArrayList<>();
        field.constraints().forEach(c -> rules.add(rule(c)));
        field.fallback().ifPresent(value -> rules.add("default " + value));
        field.path().ifPresent(path -> rules.add("found at " + path));
        field.pii().ifPresent(pii -> rules.add("pii " + pii.id()));
        if (field.timeFormat() != TimeFormat.ISO) {
            rules.add(field.timeFormat().id());
        }
        return rules;
    }

    private static String rule(Constraint constraint) {
        if (constraint instanceof Constraint.OneOf oneOf) {
            return "one of " + String.join(", ", oneOf.values());
        } else if (constraint instanceof Constraint.Min min) {
            return "at least " + min.value().toPlainString();
        } else if (constraint instanceof Constraint.Max max) {
            return "at most " + max.value().toPlainString();
        } else if (constraint instanceof Constraint.MinLength min) {
            return "length at least " + min.value();
        } else if (constraint instanceof Constraint.MaxLength max) {
            return "length at most " + max.value();
        } else if (constraint instanceof Constraint.Matches matches) {
            return "matches " + matches.regex();
        }
        return ((Constraint.HasFormat) constraint).format().id();
    }

    private JsonObject model(Model model) {
        JsonObject json = new JsonObject()
                .put("name", model.name())
                .put("description", model.description())
                .put("key", new JsonArray(model.key()))
                .put("sql", model.sql())
                .put("inputs", new JsonArray(lineage.of(model)))
                .put("expect", array(model.expectations(), PipelineJson::expectation));
        if (!model.destinations().isEmpty()) {
            json.put("invalid_topic", Names.modelInvalidTopic(pipeline.name(), model.name()));
        }
        model.layer().ifPresent(layer -> json.put("layer", layer));
        return json;
    }

    private static JsonObject expectation(Expectation expectation) {
        return new JsonObject()
                .put("rule", expectation.rule())
                .put("on_fail", expectation.onFail().id());
    }

    private JsonArray views() {
        JsonArray views = new JsonArray();
        for (Model model : pipeline.models()) {
            model.destinations("view").stream().findFirst().ifPresent(d -> views.add(view(model, d)));
        }
        return views;
    }

    private static JsonObject view(Model model, Endpoint destination) {
        JsonObject json = new JsonObject()
                .put("model", model.name())
                .put("path", ViewRoutes.restPaths(model).get(0))
                .put("websocket", ViewRoutes.socketPaths(model).get(0))
                .put("key", new JsonArray(model.key()))
                .put("one_row", model.oneRow());
        destination.settings().find(ViewOptions.CHART).ifPresent(chart -> {
            JsonObject drawn =
                    new JsonObject().put("x", chart.get(ViewOptions.CHART_X)).put("y", chart.get(ViewOptions.CHART_Y));
            chart.find(ViewOptions.CHART_BY).ifPresent(by -> drawn.put("by", by));
            json.put("chart", drawn);
        });
        return json;
    }

    private static <T> JsonArray array(List<T> items, java.util.function.Function<T, JsonObject> json) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }
}
