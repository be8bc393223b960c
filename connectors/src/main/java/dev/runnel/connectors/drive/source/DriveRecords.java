package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.DriveOptions;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.connectors.drive.rows.DrivePosition;
import dev.runnel.connectors.drive.rows.Known;
import dev.runnel.connectors.drive.rows.PositionForm;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.source.Form;
import java.io.IOException;
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
        return open(after, Patience.USUAL, FileUpdate.MOST_ROWS);
    }

    RecordReader<DrivePosition> open(@Nullable DrivePosition after, Patience patience, long mostRows)
            throws IOException {
        Account account = settings.key().account();
        Known known = after == null ? Known.nothing(settings.readAs(), System.currentTimeMillis()) : after.settled();
        Known from = known.reading().equals(settings.readAs()) ? known : known.forReading(settings.readAs());
        DriveLook look = new DriveLook(settings.client(account, patience), settings.selection(), account.name());
        return new DriveReader(look, new Contents(settings, look.client()), from, mostRows);
    }

    @Override
    public Optional<Form<DrivePosition>> form() {
        return Optional.of(PositionForm.POSITIONS);
    }
}
