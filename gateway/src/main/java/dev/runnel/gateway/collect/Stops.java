package dev.runnel.gateway.collect;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.StopAfter;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.http.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which streams took so many invalid records that they take no more, until they are resumed or the process is started
 * again. Thread safe.
 */
public final class Stops {
    private final Map<String, Watched> streams = new HashMap<>();

    public Stops(Pipeline pipeline) {
        pipeline.streams().forEach(stream -> stream.stopAfter()
                .ifPresent(rule -> streams.put(stream.name(), new Watched(stream, rule))));
    }

    /** Why a stream is stopped; empty while it takes records. */
    public Optional<String> why(String stream) {
        return Optional.ofNullable(streams.get(stream)).flatMap(Watched::why);
    }

    /** Whether a stream can be stopped at all. */
    boolean watches(String stream) {
        return streams.containsKey(stream);
    }

    /** Counts what was recorded, in its order. */
    void count(String stream, List<ProducerRecord<byte[], byte[]>> records) {
        Watched watched = streams.get(stream);
        if (watched != null) {
            watched.count(records);
        }
    }

    /** Lets a stream take records again; its count begins anew. */
    void resume(String stream) {
        Watched watched = streams.get(stream);
        if (watched != null) {
            watched.resume();
        }
    }

    /** What a sender is told. */
    static Problem problem(String stream, String why) {
        return new Problem(
                503,
                "stream-stopped",
                "The stream is stopped",
                why + "; nothing was recorded. Mend what is sent, then POST /v1/streams/" + stream + "/resume");
    }

    private static final class Watched {
        private final String invalidTopic;
        private final StopAfter rule;
        private StopAfter.Window window;
        private @Nullable String why;

        Watched(Stream stream, StopAfter rule) {
            this.invalidTopic = stream.invalidTopic();
            this.rule = rule;
            this.window = rule.window();
        }

        synchronized void count(List<ProducerRecord<byte[], byte[]>> records) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                if (window.add(record.topic().equals(invalidTopic)) && why == null) {
                    why = rule.invalid() + " of its last " + rule.of() + " records were invalid (stop_after)";
                }
            }
        }

        synchronized Optional<String> why() {
            return Optional.ofNullable(why);
        }

        synchronized void resume() {
            why = null;
            window = rule.window();
        }
    }
}
