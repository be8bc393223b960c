package dev.runnel.connectors.web.rest;

import dev.failsafe.spi.Scheduler;
import dev.runnel.connectors.web.rest.Pace.Due;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.SourceHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** The records of an API, in the order in which it answers them. */
record RestRecords(RestSettings settings) implements Records<RestPosition> {
    private static final long serialVersionUID = 1;

    static Source<SourceRecord, ?, ?> source(Origin origin) {
        RestSettings settings = RestSettings.of(origin.settings());
        boolean ends = !settings.pace().isPolling() || settings.pace().forMillis() > 0;
        RestRecords records = new RestRecords(settings);
        return ends
                ? SequentialSource.ending(records, Duration.ZERO)
                : SequentialSource.endless(records, Duration.ZERO);
    }

    @Override
    public RecordReader<RestPosition> open(@Nullable RestPosition after) {
        return open(after, new SourceHealth());
    }

    @Override
    public RecordReader<RestPosition> open(@Nullable RestPosition after, SourceHealth health) {
        Clock clock = SteadyClock.begin();
        return new RestReader(
                settings,
                after,
                new RestReader.Around(
                        health,
                        clock,
                        new PatientClient(settings, health, clock, Scheduler.DEFAULT),
                        RestReader.PATIENCE));
    }

    @Override
    public RestPosition nextRun(RestPosition last) {
        return last.at(new Due(0, 0)).over();
    }

    @Override
    public Optional<Form<RestPosition>> form() {
        return Optional.of(RestPosition.FORM);
    }
}
