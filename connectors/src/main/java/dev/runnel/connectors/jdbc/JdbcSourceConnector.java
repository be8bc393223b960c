package dev.runnel.connectors.jdbc;

import dev.runnel.connectors.jdbc.pull.TablesProbe;
import dev.runnel.connectors.jdbc.pull.TablesSource;
import dev.runnel.connectors.jdbc.source.JdbcSourceSpec;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads tables and queries of databases. */
public final class JdbcSourceConnector implements SourceConnector {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    @Override
    public ConnectorSpec spec() {
        return JdbcSourceSpec.SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        JdbcSourceSpec.check(settings, out);
    }

    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        TablesProbe.run(settings, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return TablesSource.of(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return settings.find(JdbcSourceSpec.INCREMENT_BY).isEmpty();
    }

    @Override
    public List<String> identity(Settings settings) {
        List<String> words = new ArrayList<>();
        words.add(settings.get(JdbcSourceSpec.URL)
                .replaceAll("(?i)([?&;])(user|password|pwd|accessToken)=[^&;]*", "$1")
                .replaceFirst("//[^/@]*@", "//"));
        words.addAll(settings.find(JdbcSourceSpec.TABLES).orElse(List.of()));
        settings.find(JdbcSourceSpec.QUERY).ifPresent(words::add);
        settings.find(JdbcSourceSpec.INCREMENT_BY).ifPresent(words::add);
        return words;
    }

    @Override
    public Duration commitInterval(Settings settings) {
        return COMMIT_INTERVAL;
    }
}
