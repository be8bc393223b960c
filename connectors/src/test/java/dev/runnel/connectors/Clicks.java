package dev.runnel.connectors;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Events of the clickstream example, the same for the same numbers, and what the traffic model must make of them. */
final class Clicks {
    static final String LOG = "acme.clickstream.raw.events";
    static final String INVALID = "acme.clickstream.invalid.events";
    static final String LATEST = "acme.clickstream.latest.events";
    private static final String[] TYPES = {"click", "view", "purchase"};
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    static final String YAML =
            """
            name: clickstream
            streams:
              events:
                source:
                  http: { path: /collect }
                log: { topic: acme.clickstream.raw.events, partitions: 6 }
                key: id
                event_time: event.timestamp
                fields:
                  id:         bigint!
                  type:       { type: string!, one_of: [click, view, purchase] }
                  package_id: string!
                  event:
                    type: row!
                    fields:
                      customer_id:   bigint
                      timestamp:     timestamp!
                      page:          string
                      price:         { type: "decimal(10,2)", min: 0 }
                invalid: { topic: acme.clickstream.invalid.events }
                to:
                  - csv: { file: events.csv, columns: [id, type, package_id, event, _offset] }
            models:
              latest_events:
                sql: |
                  SELECT e.*, _correlation_id AS correlation_id, _schema_id AS schema_id, _received_at AS ingested_timestamp FROM events e
                to:
                  - kafka: { topic: acme.clickstream.latest.events }
              traffic:
                key: [minute, type]
                sql: |
                  SELECT FLOOR(_event_time TO MINUTE) AS `minute`, type, COUNT(*) AS events, SUM(event.price) AS revenue
                  FROM events
                  GROUP BY FLOOR(_event_time TO MINUTE), type
                to:
                  - view: { path: /stats, websocket: /ws/stream, chart: { x: minute, y: events, by: type } }
            """;

    private final Map<String, String> traffic = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, BigDecimal> sums = new TreeMap<>();

    /** Sends events numbered from one to before the other. */
    void send(Running running, int from, int to) {
        for (int i = from; i < to; i++) {
            String type = TYPES[i % 3];
            Instant at = BEGIN.plus(i * 20L, ChronoUnit.MILLIS);
            BigDecimal price = BigDecimal.valueOf(i % 1000, 2);
            running.send(
                    LOG,
                    String.valueOf(i),
                    "{\"id\":" + i + ",\"type\":\"" + type + "\",\"package_id\":\"p" + i
                            + "\",\"event\":{\"timestamp\":\"" + at + "\",\"page\":\"/caf\\u00e9\",\"price\":" + price
                            + "}}");
            String minute = at.truncatedTo(ChronoUnit.MINUTES).toString();
            String key = "[\"" + minute + "\",\"" + type + "\"]";
            long count = counts.merge(key, 1L, Long::sum);
            BigDecimal sum = sums.merge(key, price, BigDecimal::add);
            traffic.put(
                    key,
                    "{\"minute\":\"" + minute + "\",\"type\":\"" + type + "\",\"events\":" + count + ",\"revenue\":"
                            + sum.toPlainString() + "}");
        }
        running.flush();
    }

    /** The view of all events sent. */
    Map<String, String> traffic() {
        return traffic;
    }
}
