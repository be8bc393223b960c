package dev.runnel.connectors.web.follow;

import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads a WebSocket. */
public final class WebSocketConnector implements SourceConnector {
    @Override
    public ConnectorSpec spec() {
        return FollowSpec.WEBSOCKET;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        FollowSpec.check(settings, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return Followed.source(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return false;
    }

    @Override
    public List<String> identity(Settings settings) {
        return FollowSpec.identity(settings);
    }

    /** Messages have one order. */
    @Override
    public int parallelism(Origin origin) {
        return 1;
    }
}
