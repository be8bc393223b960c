package dev.runnel.bench.latency;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** A producer and a consumer of the same topic: what Kafka alone takes. */
final class BareRoundTrip implements Contender {
    static final String NAME = "bare kafka";

    private final LatencyWork work;

    BareRoundTrip(LatencyWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    @Override
    public List<String> settings() {
        return List.of("linger.ms 0, acks all; a consumer with its defaults; no HTTP, no query");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        String topic = Names.fresh("bare");
        FilledTopic.create(work.bootstrapServers(), List.of(new NewTopic(topic, 2, (short) 1)));
        return work.paceAlone(
                List.of("way=kafka", "bootstrap=" + work.bootstrapServers(), "in=" + topic, "out=" + topic), folder);
    }
}
