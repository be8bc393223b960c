package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.FilesCheck;
import dev.runnel.connectors.files.FilesOptions;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.ReadsFiles;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads files, each once. */
public final class FilesConnector implements SourceConnector, ReadsFiles {
    /** Most files are read faster than anybody looks. */
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    @Override
    public ConnectorSpec spec() {
        return FilesOptions.SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        FilesCheck.check(settings, type, out);
    }

    @Override
    public void checkPaths(Settings settings, Path directory, List<String> allowed, Diagnostics out) {
        FilesCheck.checkPaths(settings, directory, allowed, out);
    }

    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        FilesProbe.run(settings, directory, files, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return FilesSource.of(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return settings.find(FilesOptions.WATCH).isEmpty();
    }

    @Override
    public boolean looksAgain(Settings settings) {
        return isBounded(settings);
    }

    @Override
    public List<String> identity(Settings settings) {
        return settings.get(FilesOptions.PATH);
    }

    @Override
    public Duration commitInterval(Settings settings) {
        return COMMIT_INTERVAL;
    }
}
