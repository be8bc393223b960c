package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Compatibility;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Dedup;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.plugin.Plugins;
import dev.runnel.core.record.WireFormat;
import dev.runnel.core.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and checks a pipeline's folder. Offline: it opens no connection. Not thread safe. */
public final class PipelineReader {
    /** The file that makes a folder a pipeline. */
    public static final String FILE = "runnel.yaml";

    private static final Duration LEAST_COMMIT = Duration.ofMillis(50);
    private static final Duration MOST_COMMIT = Duration.ofMinutes(10);

    private final Path directory;
    private final Diagnostics out;
    private final Declarations declared;

    private PipelineReader(Path directory, Connectors connectors, Diagnostics out) {
        this.directory = directory;
        this.out = out;
        this.declared = new Declarations(connectors);
    }

    /**
     * Reads {@code runnel.yaml} in a folder with the connectors on the class path and in its plugins.
     *
     * @param environment the variables that {@code ${env:NAME}} may name
     * @param out takes every mistake found, all at once
     * @return the pipeline, or empty when there was an error
     */
    public static Optional<Pipeline> read(Path directory, Map<String, String> environment, Diagnostics out) {
        return read(directory, environment, Plugins.connectors(directory, environment, out), out);
    }

    /** The same with connectors given by hand. */
    public static Optional<Pipeline> read(
            Path directory, Map<String, String> environment, Connectors connectors, Diagnostics out) {
        return new PipelineReader(directory, connectors, out).read(environment);
    }

    private Optional<Pipeline> read(Map<String, String> environment) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            out.error(
                    Code.FILE_MISSING,
                    Location.of(file),
                    "there is no " + FILE + " in this folder",
                    "name the pipeline's folder: runnel check DIR");
            return Optional.empty();
        }
        Optional<Pipeline> pipeline = YamlReader.read(file, environment, out)
                .flatMap(root -> Options.readWhatIsRight(root, declared.root(), out))
                .flatMap(this::pipeline);
        pipeline.ifPresent(p -> new PipelineCheck(p, out).run());
        return out.hasErrors() ? Optional.empty() : pipeline;
    }

    private Optional<Pipeline> pipeline(Settings root) {
        String name = root.find(Declarations.NAME).orElse("unnamed"); // its absence is reported already
        List<Stream> streams = new ArrayList<>();
        for (NamedKind.Named each : root.find(declared.streams).orElse(List.of())) {
            stream(name, each, root.find(Declarations.PII_KEY)).ifPresent(streams::add);
        }
        List<Model> models = new ArrayList<>();
        for (NamedKind.Named each : root.get(declared.models)) {
            model(each).ifPresent(models::add);
        }
        Optional<Path> site = root.find(Declarations.SITE).map(directory::resolve);
        site.filter(folder -> !Files.isDirectory(folder))
                .ifPresent(folder ->
                        out.error(Code.FILE_MISSING, root.at(Declarations.SITE), "there is no folder " + folder));
        return Optional.of(new Pipeline(
                name,
                root.get(Declarations.DESCRIPTION),
                directory,
                streams,
                models,
                site,
                root.find(Declarations.REGISTRY).flatMap(this::registry)));
    }

    private Optional<RegistryAddress> registry(Settings registry) {
        Optional<Settings> auth = registry.find(Declarations.REGISTRY_AUTH);
        Optional<String> user = auth.flatMap(a -> a.find(Declarations.REGISTRY_USER));
        Optional<String> password = auth.flatMap(a -> a.find(Declarations.REGISTRY_PASSWORD));
        Optional<String> token = auth.flatMap(a -> a.find(Declarations.REGISTRY_TOKEN));
        if (user.isPresent() != password.isPresent() || user.isPresent() && token.isPresent()) {
            out.error(
                    Code.CONFLICT,
                    registry.at(Declarations.REGISTRY_AUTH),
                    "a registry takes `username` and `password`, or `token`");
        }
        return registry.find(Declarations.REGISTRY_URL).map(url -> token.map(t -> RegistryAddress.bearer(url, t))
                .orElseGet(() -> user.isPresent() && password.isPresent()
                        ? RegistryAddress.basic(url, user.get(), password.get())
                        : RegistryAddress.open(url)));
    }

    private Optional<Stream> stream(String pipeline, NamedKind.Named named, Optional<Secret> piiKey) {
        Settings s = named.settings();
        Optional<LogChoice> choice = s.find(Declarations.LOG);
        Settings log = choice.map(LogChoice::settings).orElse(Settings.empty(named.at()));
        String topic = log.find(Declarations.LOG_TOPIC).orElse(Names.topic(pipeline, named.name()));
        String invalidTopic = s.find(Declarations.INVALID)
                .flatMap(i -> i.find(Declarations.INVALID_TOPIC))
                .orElse(Names.invalidTopic(topic));
        RecordType type = s.find(Declarations.FIELDS).orElse(new RecordType(List.of()));
        Contract contract = new Contract(
                named.name(),
                type,
                s.find(Declarations.STREAM_KEY),
                s.find(Declarations.EVENT_TIME),
                s.get(Declarations.UNKNOWN_FIELDS).equals("keep")
                        ? Contract.UnknownFields.KEEP
                        : Contract.UnknownFields.REJECT,
                s.find(Declarations.DEDUP)
                        .filter(d -> !d.get(Declarations.DEDUP_WITHIN).isZero())
                        .map(d -> new Dedup(d.get(Declarations.DEDUP_BY), d.get(Declarations.DEDUP_WITHIN))),
                piiKey);
        ContractCheck.run(contract, s, out);
        return source(s, type)
                .map(source -> new Stream(
                        named.name(),
                        s.get(Declarations.DESCRIPTION),
                        source,
                        sources(s, source),
                        new Stream.Log(
                                topic,
                                log.get(Declarations.LOG_PARTITIONS),
                                WireFormat.of(log.get(Declarations.LOG_FORMAT)),
                                choice.flatMap(LogChoice::wanted),
                                commit(log)),
                        contract,
                        invalidTopic,
                        s.find(Declarations.INVALID).flatMap(i -> i.find(Declarations.STOP_AFTER)),
                        Compatibility.of(s.get(Declarations.COMPATIBILITY)).orElseThrow(),
                        s.get(declared.to),
                        named.at()));
    }

    private Optional<Duration> commit(Settings log) {
        Optional<Duration> commit = log.find(Declarations.LOG_COMMIT);
        commit.filter(c -> c.compareTo(LEAST_COMMIT) < 0 || c.compareTo(MOST_COMMIT) > 0)
                .ifPresent(c -> out.error(
                        Code.WRONG_VALUE,
                        log.at(Declarations.LOG_COMMIT),
                        "the log is committed every 50ms at the most often, and every 10m at the least",
                        "give a time between, such as 300ms"));
        return commit;
    }

    /** All that may be chosen. */
    private List<Endpoint> sources(Settings stream, Endpoint source) {
        List<Endpoint> all = new ArrayList<>(List.of(source));
        stream.find(declared.sources)
                .ifPresent(named ->
                        named.values().stream().filter(s -> s != source).forEach(all::add));
        Optional<Endpoint> retracting = all.stream()
                .filter(s -> s.connector().spec().capabilities().contains(Capability.RETRACTS))
                .findFirst()
                .filter(s -> stream.find(Declarations.DEDUP).isPresent());
        retracting.ifPresent(s -> out.error(
                Code.CONFLICT,
                stream.at(Declarations.DEDUP),
                "a row that " + s.type() + " takes back would leave its repeat behind",
                "take 'dedup' away: each row of the source is there once"));
        return all;
    }

    /** The source itself, or that of the sources which is named; the others are checked all the same. */
    private Optional<Endpoint> source(Settings stream, RecordType type) {
        Optional<SourceChoice> choice = stream.find(declared.source);
        Optional<Map<String, Endpoint>> sources = stream.find(declared.sources);
        Optional<Endpoint> chosen = choice.flatMap(c -> sources.flatMap(all -> Optional.ofNullable(all.get(c.name()))));
        sources.ifPresent(all -> all.values().stream()
                .filter(each -> chosen.filter(c -> c == each).isEmpty())
                .forEach(each -> each.connector().check(each.settings(), type, out)));
        if (choice.isEmpty() || choice.get().endpoint().isPresent()) {
            choice.filter(c -> !stream.at(declared.sources).equals(stream.at()))
                    .ifPresent(c -> out.error(
                            Code.CONFLICT,
                            stream.at(declared.sources),
                            "'sources' are chosen from by name, and 'source' is one itself",
                            "write 'source: NAME', or take one of the two away"));
            return choice.flatMap(SourceChoice::endpoint);
        }
        SourceChoice named = choice.get();
        if (stream.at(declared.sources).equals(stream.at())) {
            if (!out.hasErrorAt(stream.at().pointer() + "." + declared.sources.name())) {
                out.error(
                        Code.MISSING_KEY,
                        named.at(),
                        "the source '" + named.name() + "' is the name of one of 'sources:', which is not there",
                        "declare it under 'sources:', or write a source with its type: source: { http: {} }");
            }
        } else if (chosen.isEmpty() && sources.isPresent()) {
            out.unknown(
                    Code.UNKNOWN_CONNECTOR,
                    named.at(),
                    "source",
                    named.name(),
                    sources.get().keySet());
        }
        return chosen;
    }

    private Optional<Model> model(NamedKind.Named named) {
        Settings s = named.settings();
        return new QueryText(directory, out)
                .of(named, s)
                .map(query -> new Model(
                        named.name(),
                        s.get(Declarations.DESCRIPTION),
                        s.find(Declarations.LAYER),
                        s.find(Declarations.MODEL_KEY).orElse(List.of()),
                        s.find(Declarations.MODEL_KEY).map(List::isEmpty).orElse(false),
                        query.sql(),
                        query.at(),
                        s.get(Declarations.EXPECT),
                        s.get(declared.to),
                        named.at()));
    }
}
