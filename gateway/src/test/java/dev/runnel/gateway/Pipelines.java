package dev.runnel.gateway;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.ViewOptions;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pipelines for tests, read by the real reader. */
public final class Pipelines {
    /** Like the clickstream example, with a second stream that has neither path nor destination. */
    private static final String SHOP =
            """
            name: NAME
            description: Clicks of a shop
            streams:
              events:
                description: What visitors do
                source:
                  http: { path: /collect, health: /ping, cors: ["https://shop.example.com"] }
                log: { partitions: 3 }
                key: id
                event_time: event.timestamp
                fields:
                  id:         bigint!
                  type:       { type: string!, one_of: [click, view, purchase] }
                  package_id: string!
                  event:
                    type: row!
                    fields:
                      ip:            { type: string, format: ip }
                      timestamp:     timestamp!
                      price:         { type: "decimal(10,2)", min: 0 }
                to:
                  - lake: { table: events-table, format: parquet }
              plain:
                source:
                  http: {}
                fields:
                  name: string!
            models:
              traffic:
                layer: gold
                key: [minute, type]
                sql: SELECT 1
                to:
                  - view: { path: /stats, websocket: /ws/stream, keep: 100, chart: { x: minute, y: events, by: type } }
            """;

    private Pipelines() {}

    public static Pipeline shop(Path folder, String name) {
        return read(folder, SHOP.replace("NAME", name));
    }

    public static Pipeline read(Path folder, String yaml) {
        Diagnostics out = new Diagnostics();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(PipelineReader.FILE), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Connectors connectors = new Connectors(List.of(new HttpSource(), new View(), new Lake(), new Fetched()));
        return PipelineReader.read(folder, Map.of(), connectors, out)
                .orElseThrow(() -> new AssertionError(out.all().toString()));
    }

    private static final class View implements Connector {
        @Override
        public ConnectorSpec spec() {
            return ViewOptions.SPEC;
        }
    }

    /** A source that a job would read. */
    private static final class Fetched implements Connector {
        @Override
        public ConnectorSpec spec() {
            return new ConnectorSpec("fetched", Role.SOURCE, "Something.", List.of(), Set.of(), List.of());
        }
    }

    private static final class Lake implements Connector {
        private static final Option<String> TABLE = Option.of("table", Kinds.string(), "The table.");
        private static final Option<String> FORMAT =
                Option.of("format", Kinds.word("parquet"), "How files are written.");
        private static final ConnectorSpec SPEC = new ConnectorSpec(
                "lake", Role.DESTINATION, "Files.", List.of(TABLE, FORMAT), Set.of(Capability.APPEND), List.of());

        @Override
        public ConnectorSpec spec() {
            return SPEC;
        }
    }
}
