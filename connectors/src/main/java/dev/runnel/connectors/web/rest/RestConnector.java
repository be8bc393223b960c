package dev.runnel.connectors.web.rest;

import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Reads web APIs that answer JSON. */
public final class RestConnector implements SourceConnector {
    @Override
    public ConnectorSpec spec() {
        return RestSpec.SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        RestSpec.check(settings, out);
    }

    @Override
    public void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {
        RestProbe.probe(settings, out);
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return RestRecords.source(origin);
    }

    @Override
    public boolean isBounded(Settings settings) {
        return settings.find(RestSpec.EVERY).isEmpty()
                || settings.find(RestSpec.FOR).isPresent();
    }

    /** What an API has changes, so each start asks it. */
    @Override
    public boolean looksAgain(Settings settings) {
        return true;
    }

    @Override
    public List<String> identity(Settings settings) {
        return RestSettings.of(settings).identity();
    }

    /** A page says where the next is. */
    @Override
    public int parallelism(Origin origin) {
        return 1;
    }
}
