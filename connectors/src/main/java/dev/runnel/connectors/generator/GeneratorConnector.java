package dev.runnel.connectors.generator;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;

/** Makes rows up: the same seed makes the same rows, and a start goes on behind the last one. */
public final class GeneratorConnector implements SourceConnector {
    static final Option<Duration> EVERY = Option.of(
                    "every", Kinds.duration(), "The time between two rows; `0ms` for as fast as it goes.")
            .or(Duration.ofSeconds(1));
    static final Option<Expression.Members> ROW = Option.of(
                    "row",
                    new RowKind(),
                    "Each member with its expression: `sequence [from 1] [step 1]`, `random int A..B` (and `double`, `decimal`,"
                            + " `date`, `timestamp`), `random boolean`, `one of a, b, c`, `uuid`, `now`, `pattern user-####` (`#` digit, `?` small, `^`"
                            + " capital letter), `constant ...`; anything else is a constant.")
            .needed();
    static final Option<Long> SEED = Option.of(
                    "seed",
                    Kinds.whole(0, Long.MAX_VALUE),
                    "What the random values are made of; another one begins anew.")
            .or(1L);
    static final Option<Long> LIMIT = Option.of(
            "limit",
            Kinds.whole(1, Long.MAX_VALUE - 1),
            "Ends after so many rows; another limit begins anew. Without it, it goes on for ever.");

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "generator",
            Role.SOURCE,
            "Rows made up as declared, at a declared rate, the same for the same seed.",
            List.of(EVERY, ROW, SEED, LIMIT),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "generator: { every: 100ms, row: { value: \"random int 1..100\" } }",
                    "generator: { every: 1s, seed: 7, limit: 1000, row: { id: sequence, at: now, user: \"pattern user-####\", colour: \"one of red, green\" } }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        List<String> made = settings.find(ROW).stream()
                .flatMap(row -> row.members().stream())
                .map(Expression.Members.Member::name)
                .toList();
        type.fields().stream()
                .filter(f -> f.required() && f.path().isEmpty() && f.fallback().isEmpty())
                .filter(f -> !made.contains(f.name()))
                .forEach(f -> out.warning(
                        Code.UNKNOWN_FIELD,
                        settings.at(ROW),
                        "the row has no '" + f.name() + "', which the contract requires: every row will be invalid",
                        "add '" + f.name() + "' to the row"));
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return GeneratedRows.of(origin.settings());
    }

    @Override
    public boolean isBounded(Settings settings) {
        return settings.find(LIMIT).isPresent();
    }

    @Override
    public List<String> identity(Settings settings) {
        return List.of(
                settings.get(SEED).toString(),
                settings.find(LIMIT).map(String::valueOf).orElse("endless"));
    }

    /** One, so that a sequence is in order. */
    @Override
    public int parallelism(Origin origin) {
        return 1;
    }
}
