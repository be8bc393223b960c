package dev.runnel.gateway.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Every metric of the gateway, by name. Labels are names out of the pipeline, so their number is bounded. Thread safe. */
public final class Metrics {
    /** What {@link #text} returns. */
    public static final String CONTENT_TYPE = OpenMetricsTextFormatWriter.CONTENT_TYPE;

    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter records = Counter.builder()
            .name("runnel_records_total")
            .help(
                    "Records received over HTTP or fetched from a source: accepted or invalid (both are in Kafka), "
                            + "unacknowledged (Kafka did not say that it has them). And replayed: invalid before, now in the log.")
            .labelNames("stream", "outcome")
            .register(registry);
    private final Counter drift = Counter.builder()
            .name("runnel_unknown_field_records_total")
            .help("Valid records with fields that the contract does not name.")
            .labelNames("stream")
            .register(registry);
    private final Counter unknownFields = Counter.builder()
            .name("runnel_unknown_fields_total")
            .help("Fields that records had and the contract does not name; each once a record, valid or not.")
            .labelNames("stream")
            .register(registry);
    private final Counter bytes = Counter.builder()
            .name("runnel_request_bytes_total")
            .help("Bytes of bodies received, before decompression.")
            .unit(Unit.BYTES)
            .labelNames("stream")
            .register(registry);
    private final Histogram requests = Histogram.builder()
            .name("runnel_request_seconds")
            .help("Time from a request's arrival to Kafka's acknowledgement of all its records.")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .labelNames("stream")
            .register(registry);
    private final Histogram endToEnd = Histogram.builder()
            .name("runnel_end_to_end_seconds")
            .help("Time from a record's receipt to its being read back from the log; sampled.")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .labelNames("stream")
            .register(registry);
    private final Gauge lag = Gauge.builder()
            .name("runnel_lag_records")
            .help("Records of a stream that a job has not durably processed.")
            .labelNames("stream", "job")
            .register(registry);
    private final Gauge degraded = Gauge.builder()
            .name("runnel_source_degraded")
            .help("1 while a stream's source gives nothing and is tried again, else 0.")
            .labelNames("stream")
            .register(registry);
    private final Counter deduplicated = Counter.builder()
            .name("runnel_deduplicated_records_total")
            .help("Records that repeat earlier ones within the stream's dedup window, dropped behind the log.")
            .labelNames("stream")
            .register(registry);
    private final Counter modelRows = Counter.builder()
            .name("runnel_model_rows_total")
            .help(
                    "Rows of a model that are invalid (they failed a check, or a destination refused them), and rows that "
                            + "failed a check which lets them pass (warned).")
            .labelNames("model", "outcome")
            .register(registry);
    private final Gauge sockets = Gauge.builder()
            .name("runnel_websockets")
            .help("WebSockets that are open.")
            .labelNames("kind")
            .register(registry);
    private final Counter dropped = Counter.builder()
            .name("runnel_websockets_dropped_total")
            .help("WebSockets closed because their client read too slowly.")
            .labelNames("kind")
            .register(registry);

    /** The series of one stream, looked up once. */
    public record StreamSeries(
            CounterDataPoint accepted,
            CounterDataPoint invalid,
            CounterDataPoint unacknowledged,
            CounterDataPoint drift,
            CounterDataPoint unknownFields,
            CounterDataPoint bytes,
            DistributionDataPoint seconds) {}

    public StreamSeries stream(String stream) {
        return new StreamSeries(
                records.labelValues(stream, "accepted"),
                records.labelValues(stream, "invalid"),
                records.labelValues(stream, "unacknowledged"),
                drift.labelValues(stream),
                unknownFields.labelValues(stream),
                bytes.labelValues(stream),
                requests.labelValues(stream));
    }

    /** Whether the source of a stream gives nothing at present. */
    public void degraded(String stream, boolean isDegraded) {
        degraded.labelValues(stream).set(isDegraded ? 1 : 0);
    }

    /**
     * Records of a stream whose source is fetched, as its topics say: those that were posted or replayed to it too.
     *
     * @param log records that came into its log since the gateway started
     * @param invalid records that came onto its invalid topic
     */
    public void pulled(String stream, long log, long invalid) {
        long replayed = (long) records.labelValues(stream, "replayed").get();
        raise(records.labelValues(stream, "accepted"), log - replayed);
        raise(records.labelValues(stream, "invalid"), invalid);
    }

    private static void raise(CounterDataPoint series, long total) {
        series.inc(Math.max(0, total - series.get()));
    }

    /** Invalid records of a stream that came into its log after all. */
    public void replayed(String stream, int count) {
        records.labelValues(stream, "replayed").inc(count);
    }

    public void endToEnd(String stream, double seconds) {
        endToEnd.labelValues(stream).observe(seconds);
    }

    /** @param job as {@link dev.runnel.core.pipeline.Names} gives it */
    public void lag(String stream, String job, long records) {
        lag.labelValues(stream, job).set(records);
    }

    /** @param total what the jobs say now; a smaller one than before says that they began anew, and is waited out */
    public void deduplicated(String stream, long total) {
        raise(deduplicated.labelValues(stream), total);
    }

    /** @param total as {@link #deduplicated} takes it */
    public void modelRows(String model, String outcome, long total) {
        raise(modelRows.labelValues(model, outcome), total);
    }

    /** How many WebSockets of a kind ({@code live}, {@code view}) are open now. */
    public void sockets(String kind, int open) {
        sockets.labelValues(kind).set(open);
    }

    public void dropped(String kind) {
        dropped.labelValues(kind).inc();
    }

    /** How many valid records of a stream had unknown fields since the start. */
    public long drifted(String stream) {
        return (long) drift.labelValues(stream).get();
    }

    /** A valid or invalid record that another producer wrote had so many unknown fields. */
    public void drifted(String stream, int fields, boolean valid) {
        unknownFields.labelValues(stream).inc(fields);
        if (valid) {
            drift.labelValues(stream).inc();
        }
    }

    /** All of them in OpenMetrics 1.0 text, UTF-8. */
    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8 << 10);
        try {
            new OpenMetricsTextFormatWriter(false, true).write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }
}
