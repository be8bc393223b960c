package dev.runnel.bench.micro;

import dev.runnel.bench.data.Clicks;
import dev.runnel.core.codec.BodyReader;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.MalformedJsonException;
import dev.runnel.core.codec.RecordDecoder;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decoder over single records, and over a posted body: nanoseconds an event on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private static final int EVENTS = 987;

    private final RecordDecoder decoder = RecordDecoder.of(ClickContract.collected());
    private final DecodedRecord record = decoder.newRecord();
    private final byte[][] events = new byte[EVENTS][];
    private final byte[] body;

    public DecodeBenchmark() {
        Clicks clicks = new Clicks();
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        for (int i = 0; i < EVENTS; i++) {
            events[i] = clicks.next();
            array.write(i == 0 ? '[' : ',');
            array.writeBytes(events[i]);
        }
        array.write(']');
        body = array.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int records() {
        int valid = 0;
        for (byte[] event : events) {
            valid += decoder.decode(event, 0, event.length, record) ? 1 : 0;
        }
        return valid;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int body() throws MalformedJsonException {
        BodyReader reader = new BodyReader(decoder, body, 0, body.length, BodyReader.Framing.JSON);
        int valid = 0;
        while (reader.next(record)) {
            valid += record.isValid() ? 1 : 0;
        }
        return valid;
    }
}
