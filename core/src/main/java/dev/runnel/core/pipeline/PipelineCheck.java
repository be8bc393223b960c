package dev.runnel.core.pipeline;

import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.connector.ViewOptions;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what no single declaration shows: things claimed twice, and what each connector knows of itself. */
final class PipelineCheck {
    /** First segments of paths that belong to the gateway itself. */
    private static final Set<String> RESERVED = Set.of(
            "",
            "v1",
            "assets",
            "lib",
            "site",
            "docs",
            "openapi.json",
            "healthz",
            "readyz",
            "metrics",
            "streams",
            "models",
            "query",
            "registry",
            "api");

    private final Pipeline pipeline;
    private final Diagnostics out;
    private final Map<String, Location> paths = new HashMap<>();
    private final Map<String, Location> topics = new HashMap<>();
    private final Map<String, Location> names = new HashMap<>();
    private final Map<String, Location> groups = new HashMap<>();

    PipelineCheck(Pipeline pipeline, Diagnostics out) {
        this.pipeline = pipeline;
        this.out = out;
    }

    void run() {
        for (Stream stream : pipeline.streams()) {
            claim(names, "name", stream.name(), stream.at());
            claim(topics, "topic", stream.log().topic(), stream.at());
            claim(topics, "topic", stream.invalidTopic(), stream.at());
            claim(groups, "group", stream.group(), stream.source().at());
            stream.pushed()
                    .ifPresent(http -> claimPaths(http, HttpSource.PATH, HttpSource.HEALTH, HttpSource.WEBSOCKET));
            check(stream.source(), stream.contract().type());
            checkLoop(stream);
            stream.destinations().forEach(d -> check(d, stream.contract().type()));
        }
        for (Model model : pipeline.models()) {
            claim(names, "name", model.name(), model.at());
            claim(topics, "topic", Names.modelInvalidTopic(pipeline.name(), model.name()), model.at());
            checkExpectations(model);
            model.destinations().forEach(d -> check(d, new RecordType(List.of())));
            model.destinations("view")
                    .forEach(d -> claimPaths(d, ViewOptions.PATH, ViewOptions.WEBSOCKET, ViewOptions.HEALTH));
        }
    }

    /** What a stream writes to Kafka it cannot take from there: it would never end. */
    private void checkLoop(Stream stream) {
        List<Option<?>> options = stream.source().connector().spec().options();
        Settings settings = stream.source().settings();
        boolean elsewhere = options.stream()
                .filter(o -> o.name().equals("bootstrap_servers"))
                .anyMatch(o -> settings.find(o).isPresent());
        options.stream()
                .filter(o -> o.name().equals("topic") && !elsewhere)
                .filter(o -> settings.find(o).stream()
                        .anyMatch(topic -> topic.equals(stream.log().topic()) || topic.equals(stream.invalidTopic())))
                .forEach(o -> out.error(
                        Code.CONFLICT,
                        settings.at(o),
                        "the stream '" + stream.name() + "' would read what it writes to this topic itself",
                        "name its own log otherwise: 'log: { topic: ... }'"));
    }

    private void checkExpectations(Model model) {
        if (model.destinations().isEmpty() && !model.expectations().isEmpty()) {
            out.error(
                    Code.CONFLICT,
                    model.expectations().get(0).at(),
                    "'" + model.name() + "' has no destination, so no job of its own checks its rows",
                    "add 'to:', such as 'to: [view: {}]', or check the rows in the models that read it");
        }
    }

    private void check(Endpoint endpoint, RecordType type) {
        endpoint.connector().check(endpoint.settings(), type, out);
    }

    private void claimPaths(Endpoint endpoint, Option<?>... options) {
        for (Option<?> option : options) {
            Location at = endpoint.settings().at(option);
            Optional<?> value = endpoint.settings().find(option);
            List<?> all = value.isPresent() && value.get() instanceof List<?> list
                    ? list
                    : value.stream().toList();
            all.forEach(path -> claimPath(path.toString(), at));
        }
    }

    private void claimPath(String path, Location at) {
        if (RESERVED.contains(path.substring(1).split("/", 2)[0]) || path.equals(HttpSource.GROUPS)) {
            out.error(Code.CONFLICT, at, "the path " + path + " belongs to the gateway itself", "choose another");
        } else {
            claim(paths, "path", path, at);
        }
    }

    private void claim(Map<String, Location> claimed, String what, String value, Location at) {
        Location before = claimed.putIfAbsent(value, at);
        if (before != null) {
            out.error(
                    Code.CONFLICT,
                    at,
                    "the " + what + " '" + value + "' is taken",
                    "it is declared in line " + before.line() + " too");
        }
    }
}
