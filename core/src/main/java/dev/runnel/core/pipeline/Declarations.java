package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.record.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every option of {@code runnel.yaml}, declared once; the reader and the JSON Schema are made from this. */
final class Declarations {
    static final int DEFAULT_PARTITIONS = 4;

    static final Option<String> DESCRIPTION = Option.of(
                    "description", Kinds.string(), "One sentence, shown on the dashboard.")
            .or("");

    static final Option<String> LOG_TOPIC =
            Option.of("topic", Kinds.topic(), "The Kafka topic; default `<pipeline>.<stream>`.");
    static final Option<Integer> LOG_PARTITIONS = Option.of(
                    "partitions", Kinds.integer(1, 10_000), "Partitions of the topic when it is made.")
            .or(DEFAULT_PARTITIONS);
    static final Option<String> LOG_FORMAT = Option.of(
                    "format",
                    Kinds.word(WireFormat.ids()),
                    "How values are written: plain JSON, or in Confluent's wire format with the id of their schema.")
            .or(WireFormat.JSON.id());
    static final Option<Duration> LOG_COMMIT = Option.of(
            "commit",
            Kinds.duration(),
            "How often what a source gives is committed to the log, and seen; 50ms to 10m. A longer time costs less. The"
                    + " source knows a default.");
    static final Option<LogChoice> LOG = Option.of(
            "log",
            new LogKind(List.of(LOG_TOPIC, LOG_PARTITIONS, LOG_FORMAT, LOG_COMMIT)),
            "The topic that makes the stream durable. `true` takes what a source reads through it where that would be landed"
                    + " without; `false` says that none must be needed.");

    static final Option<String> INVALID_TOPIC =
            Option.of("topic", Kinds.topic(), "The Kafka topic of invalid records; default `<log topic>.invalid`.");
    static final Option<StopAfter> STOP_AFTER = Option.of(
            "stop_after",
            StopAfter.kind(),
            "Stops the stream when so many of its last records are invalid; default never.");
    static final Option<Settings> INVALID = Option.of(
            "invalid",
            Kinds.record(List.of(INVALID_TOPIC, STOP_AFTER)),
            "Where records that break the contract go, and how many are too many.");

    static final Option<String> STREAM_KEY =
            Option.of("key", Kinds.string(), "The field that keys the log, `id` or `event.customer_id`.");
    static final Option<String> EVENT_TIME =
            Option.of("event_time", Kinds.string(), "The timestamp field that is the time of the event.");
    static final Option<String> UNKNOWN_FIELDS = Option.of(
                    "unknown_fields",
                    Kinds.word("keep", "reject"),
                    "Fields that the contract does not name: kept in the log's bytes, or a reason to refuse the record.")
            .or("keep");
    static final Option<String> DEDUP_BY = Option.of(
                    "by", Kinds.string(), "The field whose value tells records apart, `id`.")
            .needed();
    static final Option<Duration> DEDUP_WITHIN = Option.of(
                    "within", Kinds.duration(), "How long after the first one was received others are dropped.")
            .needed();
    static final Option<Settings> DEDUP = Option.of(
            "dedup",
            Kinds.record(List.of(DEDUP_BY, DEDUP_WITHIN)),
            "Drops records that a client sent again, on their way from the log to destinations and models.");
    static final Option<String> COMPATIBILITY = Option.of(
                    "compatibility",
                    Kinds.word("backward", "forward", "full", "none"),
                    "Which changes of the contract are taken: those that leave older records readable, those that leave"
                            + " newer ones readable by the old contract, those that do both, or all.")
            .or("backward");
    static final Option<RecordType> FIELDS = Option.of(
                    "fields", new FieldsKind(), "The contract: each field with its type and rules.")
            .needed();

    static final Option<String> LAYER =
            Option.of("layer", Kinds.word("raw", "silver", "gold"), "A label, shown in the lineage.");
    static final Option<List<String>> MODEL_KEY = Option.of(
            "key",
            Kinds.oneOrMore(Kinds.string()),
            "The columns that identify a row of the result; `[]` where the result is one row.");
    static final Option<String> SQL = Option.of(
            "sql", Kinds.string(), "One query in Flink SQL, or the name of a .sql file; default `models/<name>.sql`.");

    static final Option<List<Expectation>> EXPECT = Option.of(
                    "expect", Kinds.oneOrMore(new ExpectationKind()), "Data checks on each row of the result.")
            .or(List.of());

    static final Option<String> NAME = Option.of(
                    "name", Kinds.pipelineName(), "The pipeline's name: a prefix of topics and groups.")
            .needed();
    static final Option<Secret> PII_KEY = Option.of(
            "pii_key",
            new SecretKind(16),
            "The secret that keys the hashes of `pii: hash`, such as `${env:RUNNEL_PII_KEY}`; at least 16 characters.");
    static final Option<String> SITE =
            Option.of("site", Kinds.string(), "A folder of static files, served under `/site/`.");

    static final Option<java.net.URI> REGISTRY_URL = Option.of(
                    "url", Kinds.httpUrl(), "Its address, before `/subjects`.")
            .needed();
    static final Option<String> REGISTRY_USER = Option.of("username", Kinds.string(), "Whom to sign in as.");
    static final Option<String> REGISTRY_PASSWORD = Option.of("password", Kinds.secret(), "With this password.");
    static final Option<String> REGISTRY_TOKEN = Option.of("token", Kinds.secret(), "Or with this bearer token.");
    static final Option<Settings> REGISTRY_AUTH = Option.of(
            "auth",
            Kinds.record(List.of(REGISTRY_USER, REGISTRY_PASSWORD, REGISTRY_TOKEN)),
            "How to sign in: `username` and `password`, or `token`.");
    static final Option<Settings> REGISTRY = Option.of(
            "registry",
            Kinds.record(List.of(REGISTRY_URL, REGISTRY_AUTH)),
            "A schema registry that speaks the Confluent REST interface; default the gateway's own at `/registry`.");

    final Option<SourceChoice> source;
    final Option<Map<String, Endpoint>> sources;
    final Option<List<Endpoint>> to;
    final Option<List<NamedKind.Named>> streams;
    final Option<List<NamedKind.Named>> models;

    Declarations(Connectors connectors) {
        EndpointKind one = new EndpointKind(Role.SOURCE, connectors);
        source = Option.of(
                        "source",
                        new SourceChoiceKind(one),
                        "Where its records come from: a source, or the name of one of the `sources`.")
                .needed();
        sources = Option.of(
                "sources",
                new NamedSourcesKind(one),
                "Sources of which `source` chooses one by its name; all are checked, one is read.");
        to = Option.of(
                        "to",
                        Kinds.oneOrMore(new EndpointKind(Role.DESTINATION, connectors)),
                        "Where it is written: one destination or a list.")
                .or(List.of());
        streams = Option.of(
                        "streams",
                        new NamedKind(
                                "stream",
                                List.of(
                                        DESCRIPTION,
                                        source,
                                        sources,
                                        LOG,
                                        STREAM_KEY,
                                        EVENT_TIME,
                                        UNKNOWN_FIELDS,
                                        DEDUP,
                                        COMPATIBILITY,
                                        FIELDS,
                                        INVALID,
                                        to)),
                        "Typed sequences of records, by name.")
                .needed();
        models = Option.of(
                        "models",
                        new NamedKind("model", List.of(DESCRIPTION, LAYER, MODEL_KEY, SQL, EXPECT, to)),
                        "SQL queries over streams and models, by name.")
                .or(List.of());
    }

    List<Option<?>> root() {
        return List.of(NAME, DESCRIPTION, streams, models, PII_KEY, SITE, REGISTRY);
    }
}
