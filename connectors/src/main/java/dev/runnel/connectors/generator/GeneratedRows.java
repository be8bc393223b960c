package dev.runnel.connectors.generator;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.collect.SourceRecordType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Flink's generator over the numbers of rows: it knows which comes next, and keeps the rate. A row is made of the seed and
 * its number alone.
 */
final class GeneratedRows implements GeneratorFunction<Long, SourceRecord> {
    private static final long serialVersionUID = 1;

    /** As in {@link SplittableRandom}: spreads neighbouring numbers. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final Expression.Members row;
    private final long seed;

    GeneratedRows(Expression.Members row, long seed) {
        this.row = row;
        this.seed = seed;
    }

    static Source<SourceRecord, ?, ?> of(Settings settings) {
        return new DataGeneratorSource<>(
                new GeneratedRows(settings.get(GeneratorConnector.ROW), settings.get(GeneratorConnector.SEED)),
                settings.find(GeneratorConnector.LIMIT).orElse(Long.MAX_VALUE - 1),
                rate(settings.get(GeneratorConnector.EVERY)),
                SourceRecordType.INSTANCE);
    }

    @SuppressWarnings("rawtypes") // as Flink declares it
    private static RateLimiterStrategy rate(Duration every) {
        return every.isZero()
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perSecond((double) TimeUnit.SECONDS.toMillis(1) / every.toMillis());
    }

    @Override
    public SourceRecord map(Long index) {
        StringBuilder json = new StringBuilder();
        row.write(json, new SplittableRandom(seed ^ (index + 1) * GOLDEN), index);
        return SourceRecord.of(json.toString().getBytes(StandardCharsets.UTF_8), "row " + (index + 1));
    }
}
