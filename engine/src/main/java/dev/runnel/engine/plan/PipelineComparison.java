package dev.runnel.engine.plan;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.plan.BrokenPromises;
import dev.runnel.core.plan.ContractComparison;
import dev.runnel.core.plan.Plan;
import dev.runnel.core.plan.Step;
import dev.runnel.core.plan.Step.Action;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.Topic;
import dev.runnel.engine.collect.StreamSource;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.load.Loads;
import dev.runnel.engine.model.ModelPlanner;
import dev.runnel.engine.model.PlannedModel;
import dev.runnel.engine.run.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares a pipeline with the one that ran before. Opens no connection; loads Flink's planner. Not thread safe. */
public final class PipelineComparison {
    private final Optional<Pipeline> before;
    private final Pipeline after;
    private final Environment environment;
    private final List<Step> steps = new ArrayList<>();

    /** @param before what ran; empty when nothing did, or it is not known */
    public PipelineComparison(Optional<Pipeline> before, Pipeline after, Environment environment) {
        this.before = before;
        this.after = after;
        this.environment = environment;
    }

    /**
     * The plan, for models that have been planned.
     *
     * @param models of the pipeline as it stands, as {@link #planned} gives them
     */
    public Plan plan(List<PlannedModel> models) {
        each("stream", Pipeline::streams, Stream::name, PipelineComparison::changes);
        each("source", PipelineComparison::sources, Pulled::name, PipelineComparison::changes, Pulled::way);
        Map<String, String> was = before.map(p -> versions(planned(p, environment, new Diagnostics())))
                .orElse(Map.of());
        Map<String, String> is = versions(models);
        each("model", Pipeline::models, Model::name, (old, model) -> changes(old, model, was, is));
        each(
                "destination",
                PipelineComparison::destinations,
                Destination::uid,
                (old, now) -> old.settings().changed(now.settings()).stream()
                        .map(option -> "its " + option + " is another")
                        .toList());
        each("topic", Engine::topics, Topic::name, PipelineComparison::changes);
        return new Plan(
                after.name(),
                steps,
                before.map(b -> BrokenPromises.of(b, after)).orElse(List.of()));
    }

    /** Plans every model of a pipeline; those with a mistake are left out, and the mistakes reported. */
    public static List<PlannedModel> planned(Pipeline pipeline, Environment environment, Diagnostics out) {
        Loads.check(pipeline, out);
        ModelPlanner planner = new ModelPlanner(pipeline, environment);
        return pipeline.models().stream()
                .flatMap(model -> planner.check(model, out).stream())
                .toList();
    }

    private <T> void each(
            String kind,
            Function<Pipeline, List<T>> things,
            Function<T, String> name,
            BiFunction<T, T, List<String>> changes) {
        each(kind, things, name, changes, thing -> List.of());
    }

    /** @param facts said of a thing whether it changes or not */
    private <T> void each(
            String kind,
            Function<Pipeline, List<T>> things,
            Function<T, String> name,
            BiFunction<T, T, List<String>> changes,
            Function<T, List<String>> facts) {
        Map<String, T> old = byName(before.map(things).orElse(List.of()), name);
        for (T now : things.apply(after)) {
            T was = old.remove(name.apply(now));
            if (was == null) {
                steps.add(new Step(Action.CREATE, kind, name.apply(now), facts.apply(now)));
            } else {
                List<String> notes = changes.apply(was, now);
                Action action = notes.isEmpty() ? Action.KEEP : Action.CHANGE;
                List<String> all = java.util.stream.Stream.concat(notes.stream(), facts.apply(now).stream())
                        .toList();
                steps.add(new Step(action, kind, name.apply(now), all));
            }
        }
        old.keySet().forEach(gone -> steps.add(new Step(Action.REMOVE, kind, gone, List.of(left(kind)))));
    }

    private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
        return things.stream().collect(Collectors.toMap(name, t -> t, (a, b) -> a, LinkedHashMap::new));
    }

    private static String left(String kind) {
        return switch (kind) {
            case "topic" -> "stays in Kafka with its records, and nothing writes to it";
            case "source" -> "it is read no more; where it stands is kept";
            case "destination" -> "what was written stays";
            default -> "its job is not started; its topics and what it wrote stay";
        };
    }

    private static List<String> changes(Stream was, Stream is) {
        List<String> notes = new ArrayList<>();
        ContractComparison.of(was.contract().type(), is.contract().type()).forEach(c -> notes.add(c.text()));
        differ(notes, "log", was.log().topic(), is.log().topic(), "; records of the old one are not read again");
        differ(
                notes,
                "key",
                was.contract().key(),
                is.contract().key(),
                "; records of a key are in order from here on only");
        differ(notes, "event_time", was.contract().eventTime(), is.contract().eventTime(), "");
        differ(
                notes,
                "unknown_fields",
                was.contract().unknownFields(),
                is.contract().unknownFields(),
                "");
        differ(
                notes,
                "compatibility",
                was.compatibility().id(),
                is.compatibility().id(),
                "");
        differ(notes, "source", was.source().type(), is.source().type(), "");
        return notes;
    }

    private static void differ(List<String> notes, String what, Object was, Object is, String meaning) {
        if (!was.equals(is)) {
            notes.add(what + " was " + shown(was) + " and is " + shown(is) + meaning);
        }
    }

    private static String shown(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("none")
                : value.toString();
    }

    private static List<String> changes(Model was, Model is, Map<String, String> before, Map<String, String> now) {
        List<String> notes = new ArrayList<>();
        if (!was.sql().equals(is.sql())) {
            notes.add("its query changed");
        }
        differ(notes, "key", was.key(), is.key(), "");
        String old = before.getOrDefault(is.name(), "");
        if (!is.destinations().isEmpty() && !old.equals(now.get(is.name()))) {
            notes.add("begins again at the start of the log: rows that it added before are added once more");
        }
        return notes;
    }

    private static Map<String, String> versions(List<PlannedModel> models) {
        return models.stream().collect(Collectors.toMap(m -> m.model().name(), PlannedModel::version));
    }

    /** A topic keeps its partitions: with others, records of one key would no longer be in order. */
    private static List<String> changes(Topic was, Topic is) {
        return was.partitions() == is.partitions()
                ? List.of()
                : List.of("keeps its " + was.partitions() + " partitions; " + is.partitions()
                        + " are for a topic that is new");
    }

    /**
     * A source that a job reads, by its stream and type.
     *
     * @param way what a source that ends is read into; none for others, whose records always go into the log
     */
    private record Pulled(String name, Endpoint source, List<String> way) {}

    private static List<Pulled> sources(Pipeline pipeline) {
        return pipeline.streams().stream()
                .filter(StreamSource::isPulled)
                .map(s -> new Pulled(s.name() + "/" + s.source().type(), s.source(), way(pipeline, s)))
                .toList();
    }

    private static List<String> way(Pipeline pipeline, Stream stream) {
        if (!StreamSource.isBounded(stream)) {
            return List.of();
        }
        return List.of(Loads.whyLog(pipeline, stream)
                .map(why -> "is read into the log: " + why)
                .orElse("is landed without the log"));
    }

    private static List<String> changes(Pulled was, Pulled is) {
        List<String> notes = new ArrayList<>();
        if (!was.way().equals(is.way())) {
            was.way().forEach(way -> notes.add(way.replaceFirst("is", "was")));
        }
        is.source().settings().changed(was.source().settings()).forEach(o -> notes.add("its " + o + " is another"));
        SourceConnector connector = (SourceConnector) is.source().connector();
        if (!connector
                .identity(was.source().settings())
                .equals(connector.identity(is.source().settings()))) {
            notes.add("it is another source: it begins anew, or where it was read to before");
        }
        return notes;
    }

    private record Destination(String uid, Settings settings) {}

    private static List<Destination> destinations(Pipeline pipeline) {
        List<Destination> all = new ArrayList<>();
        pipeline.streams().forEach(s -> all.addAll(destinations(s.name(), s.destinations())));
        pipeline.models().forEach(m -> all.addAll(destinations(m.name(), m.destinations())));
        return all;
    }

    private static List<Destination> destinations(String owner, List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(d -> new Destination(Uids.of(owner, endpoints, d), d.settings()))
                .toList();
    }
}
