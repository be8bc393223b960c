package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.JdbcSourceSpec;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.connectors.jdbc.source.ReadOptions;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Secret;
import dev.runnel.engine.row.ShippedContract;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link ReadOptions} in a form that Flink can send to where tables are read.
 *
 * @param every how often a growing column is read; null when everything is read once
 */
record TableReading(
        String url,
        @Nullable String user,
        @Nullable Secret password,
        ArrayList<String> tables,
        @Nullable String query,
        int fetchSize,
        ArrayList<String> key,
        @Nullable String splitBy,
        long splitRows,
        @Nullable String incrementBy,
        Duration lag,
        ZoneId zone,
        boolean tinyintAsBoolean,
        ShippedContract contract,
        @Nullable Duration every)
        implements Serializable {

    static TableReading of(Settings settings, Contract contract) {
        ReadOptions options = JdbcSourceSpec.options(settings, contract.type());
        return new TableReading(
                options.url(),
                options.user().orElse(null),
                options.password().orElse(null),
                new ArrayList<>(options.tables()),
                options.query().orElse(null),
                options.fetchSize(),
                new ArrayList<>(options.key()),
                options.splitBy().orElse(null),
                options.splitRows(),
                options.incrementBy().orElse(null),
                options.lag(),
                options.zone(),
                options.tinyintAsBoolean(),
                ShippedContract.of(contract),
                options.incrementBy().isPresent() ? settings.get(JdbcSourceSpec.EVERY) : null);
    }

    /** Connects. */
    DatabaseSession open() throws ReadFailure {
        return DatabaseSession.open(new ReadOptions(
                url,
                Optional.ofNullable(user),
                Optional.ofNullable(password),
                tables,
                Optional.ofNullable(query),
                fetchSize,
                key,
                Optional.ofNullable(splitBy),
                splitRows,
                Optional.ofNullable(incrementBy),
                lag,
                zone,
                tinyintAsBoolean,
                Optional.of(contract.contract().type())));
    }
}
