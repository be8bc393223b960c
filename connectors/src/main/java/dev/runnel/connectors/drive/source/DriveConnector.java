package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.DriveCheck;
import dev.runnel.connectors.drive.DriveOptions;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.ReadsFiles;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads files of Google Drive, and takes back the rows that are no longer in them. */
public final class DriveConnector implements SourceConnector, ReadsFiles {
    /** Each checkpoint holds what is known of the rows, so there are some between two looks and not hundreds. */
    private static final int COMMITS_A_LOOK = 10;

    private static final Duration SHORTEST = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    @Override
    public ConnectorSpec spec() {
        return DriveOptions.SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        DriveCheck.check(settings, type, out);
    }

    @Override
    public void checkPaths(Settings settings, Path directory, List<String> allowed, Diagnostics out) {
        DriveCheck.checkPaths(settings, directory, allowed, out);
    }

    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        DriveProbe.run(settings, directory, files, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return DriveRecords.source(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return false;
    }

    @Override
    public List<String> identity(Settings settings) {
        return List.of(
                settings.find(DriveOptions.ENDPOINT).map(URI::toString).orElse(""),
                settings.find(DriveOptions.FILE).map(f -> "file " + f).orElse(""),
                settings.find(DriveOptions.FOLDER).map(f -> "folder " + f).orElse(""));
    }

    @Override
    public Duration commitInterval(Settings settings) {
        Duration part = settings.get(DriveOptions.REFRESH).dividedBy(COMMITS_A_LOOK);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    /** What is known of the files is in one place. */
    @Override
    public int parallelism(Origin origin) {
        return 1;
    }
}
