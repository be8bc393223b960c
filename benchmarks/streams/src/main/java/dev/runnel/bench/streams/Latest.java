package dev.runnel.bench.streams;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;

/** Count and highest number per sensor, each change at once: {@code settings=FILE in=TOPIC out=TOPIC}. */
public final class Latest {
    private Latest() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(arguments.text("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .aggregate(() -> "", Latest::add)
                .toStream()
                .mapValues((sensor, state) -> json(sensor, state))
                .to(arguments.text("out"));
        Running.start(builder.build(), arguments.path("settings"));
        cue.awaitBegin();
    }

    /** The state is {@code count,highest}. */
    private static String add(String sensor, String reading, String state) {
        int comma = state.indexOf(',');
        long count = comma < 0 ? 0 : Long.parseLong(state.substring(0, comma));
        long highest = comma < 0 ? 0 : Long.parseLong(state.substring(comma + 1));
        long number = Long.parseLong(reading.substring(reading.lastIndexOf(':') + 1, reading.length() - 1));
        return (count + 1) + "," + Math.max(highest, number);
    }

    private static String json(String sensor, String state) {
        int comma = state.indexOf(',');
        return "{\"sensor\":\"" + sensor + "\",\"readings\":" + state.substring(0, comma) + ",\"seq\":"
                + state.substring(comma + 1) + "}";
    }
}
