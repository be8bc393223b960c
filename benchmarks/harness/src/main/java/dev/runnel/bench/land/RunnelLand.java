package dev.runnel.bench.land;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.runnel.RunnelJobs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runnel's landing job: a pipeline folder on the distribution's own libraries, with the shared broker as its Kafka. */
public final class RunnelLand implements Contender {
    private static final String PIPELINE = "land/runnel.yaml";

    private final String name;
    private final Role role;
    private final LandWork work;

    public RunnelLand(String name, Role role, LandWork work) {
        this.name = name;
        this.role = role;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public List<String> settings() {
        return List.of(PIPELINE, "the engine without the gateway, whose Kafka is the shared broker");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        pipeline(folder.resolve("warm-up"), work.warmUp());
        pipeline(folder.resolve("pipeline"), work.events());
        Jvm jvm = new Jvm(
                "runnel",
                work.lab().options().heap(),
                work.lab().programs().product(),
                RunnelJobs.class.getName(),
                List.of(
                        "bootstrap=" + work.bootstrapServers(),
                        "parallelism=" + work.lab().options().parallelism(),
                        "warm-up=" + folder.resolve("warm-up"),
                        "pipeline=" + folder.resolve("pipeline"),
                        "data=" + folder.resolve("data")));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.toGetReady());
            Path table = folder.resolve("data/pipeline/lake/landed");
            return work.untilVisible(child, work.format().landed(table), child::begin);
        }
    }

    private void pipeline(Path folder, FilledTopic topic) {
        Map<String, String> values = new HashMap<>(work.values());
        values.put("topic", topic.name());
        values.put("partitions", String.valueOf(topic.partitions()));
        values.put("format", work.format().word());
        values.put(
                "name", Names.fresh(topic.name())); // a group of its own, so that the end of the log is not known yet
        Templates.write(PIPELINE, values, folder.resolve("runnel.yaml"));
    }
}
