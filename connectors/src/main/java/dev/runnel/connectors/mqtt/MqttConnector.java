package dev.runnel.connectors.mqtt;

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
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads messages of an MQTT broker, by a session that outlives the process. */
public final class MqttConnector implements SourceConnector {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    @Override
    public ConnectorSpec spec() {
        return MqttSpec.SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        MqttSpec.check(settings, type, out);
    }

    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        BrokerProbe.run(settings, directory, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return MqttRecords.source(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return false;
    }

    /** Not the topics: the session stays the same when they change. */
    @Override
    public List<String> identity(Settings settings) {
        return List.of(
                settings.get(MqttSpec.URL).toString(),
                settings.find(MqttSpec.CLIENT_ID).orElse(""));
    }

    /** A broker sends no more while some dozens wait for their acknowledgement, which comes a checkpoint later. */
    @Override
    public Duration commitInterval(Settings settings) {
        return COMMIT_INTERVAL;
    }

    /** A session has one order. */
    @Override
    public int parallelism(Origin origin) {
        return 1;
    }
}
