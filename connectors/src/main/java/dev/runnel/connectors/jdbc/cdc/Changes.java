package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** The changes of tables, in the order of the database's log. */
record Changes(CdcSettings settings) implements Records<CdcPosition> {
    private static final long serialVersionUID = 1;
    private static final int ID_LENGTH = 12;

    static Source<SourceRecord, ?, ?> source(Origin origin) {
        return SequentialSource.endless(new Changes(CdcSettings.of(origin)), Duration.ZERO);
    }

    @Override
    public RecordReader<CdcPosition> open(@Nullable CdcPosition after) throws IOException {
        return after == null
                ? new ChangeReader(settings, CdcPosition.named(newId()), false)
                : new ChangeReader(settings, after, true);
    }

    @Override
    public Optional<Form<CdcPosition>> form() {
        return Optional.of(PositionForm.POSITIONS);
    }

    /** Of its own for each reading: two installations of one pipeline must not read from each other. */
    private String newId() {
        String name = settings.stream().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        return "runnel_" + name.substring(0, Math.min(30, name.length())) + "_" + random;
    }
}
