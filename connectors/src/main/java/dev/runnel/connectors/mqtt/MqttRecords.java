package dev.runnel.connectors.mqtt;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** The messages of a session, in the order in which the broker sends them. */
record MqttRecords(MqttSettings settings) implements Records<MqttPosition> {
    private static final long serialVersionUID = 1;

    static Source<SourceRecord, ?, ?> source(Origin origin) {
        return SequentialSource.endless(new MqttRecords(MqttSettings.of(origin)), Duration.ZERO);
    }

    @Override
    public RecordReader<MqttPosition> open(@Nullable MqttPosition after) throws IOException, InterruptedException {
        return open(after, new SourceHealth());
    }

    @Override
    public RecordReader<MqttPosition> open(@Nullable MqttPosition after, SourceHealth health)
            throws IOException, InterruptedException {
        return MqttReader.open(settings, after, health);
    }

    @Override
    public Optional<Form<MqttPosition>> form() {
        return Optional.of(MqttPosition.FORM);
    }
}
