package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads tables and their changes, from the log that a database keeps for its replicas. */
public final class CdcConnector implements SourceConnector {
    @Override
    public ConnectorSpec spec() {
        return CdcSpec.SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        CdcSpec.check(settings, type, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return Changes.source(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return false;
    }

    @Override
    public List<String> identity(Settings settings) {
        List<String> words = new ArrayList<>();
        words.add(settings.get(CdcSpec.URL).replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//"));
        words.addAll(settings.get(CdcSpec.TABLES));
        return words;
    }

    /** The log has one order. */
    @Override
    public int parallelism(Origin origin) {
        return 1;
    }
}
