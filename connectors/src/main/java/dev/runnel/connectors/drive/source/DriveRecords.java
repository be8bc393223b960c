package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.DriveOptions;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.connectors.drive.client.Waiting;
import dev.runnel.connectors.drive.rows.DrivePosition;
import dev.runnel.connectors.drive.rows.Known;
import dev.runnel.connectors.drive.rows.PositionForm;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** The rows of files in Google Drive, as they come and go. */
record DriveRecords(DriveSettings settings) implements Records<DrivePosition> {
    private static final long serialVersionUID = 1;

    static Source<SourceRecord, ?, ?> source(Origin origin) {
        return SequentialSource.endless(
                new DriveRecords(DriveSettings.of(origin)), origin.settings().get(DriveOptions.REFRESH));
    }

    @Override
    public RecordReader<DrivePosition> open(@Nullable DrivePosition after) throws IOException {
        return open(after, new SourceHealth());
    }

    @Override
    public RecordReader<DrivePosition> open(@Nullable DrivePosition after, SourceHealth health) throws IOException {
        return open(after, health, Patience.USUAL, FileUpdate.MOST_ROWS);
    }

    RecordReader<DrivePosition> open(
            @Nullable DrivePosition after, SourceHealth health, Patience patience, long mostRows) throws IOException {
        Account account = settings.key().account();
        Known known = after == null ? Known.nothing(settings.readAs(), System.currentTimeMillis()) : after.settled();
        Known from = known.reading().equals(settings.readAs()) ? known : known.forReading(settings.readAs());
        DriveClient client = settings.client(account, patience).telling(shownIn(health));
        DriveLook look = new DriveLook(client, settings.selection(), account.name());
        return new DriveReader(look, new Contents(settings, client), from, mostRows);
    }

    private static Waiting shownIn(SourceHealth health) {
        return new Waiting() {
            @Override
            public void begins(String why, Instant nextTry) {
                health.trouble(why, nextTry);
            }

            @Override
            public void ends() {
                health.fine();
            }
        };
    }

    @Override
    public Optional<Form<DrivePosition>> form() {
        return Optional.of(PositionForm.POSITIONS);
    }
}
