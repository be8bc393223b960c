package dev.runnel.bench.scale;

import dev.runnel.bench.count.LandedFiles;
import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.land.LandWork;
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
import java.util.stream.Collectors;

/** The same events spread over many streams of one pipeline, each landed by a job of its own. */
final class ManyStreams implements Contender {
    private static final String STREAM = "scale/stream.yaml";

    private final LandWork work;
    private final List<FilledTopic> topics;

    ManyStreams(LandWork work, List<FilledTopic> topics) {
        this.work = work;
        this.topics = topics;
    }

    @Override
    public String name() {
        return topics.size() == 1 ? "1 stream" : topics.size() + " streams";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(STREAM + ", once for each stream; one subtask each");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        pipeline(folder.resolve("warm-up"), List.of(work.warmUp()));
        pipeline(folder.resolve("pipeline"), topics);
        Jvm jvm = new Jvm(
                "runnel",
                work.lab().options().heap(),
                work.lab().programs().product(),
                RunnelJobs.class.getName(),
                List.of(
                        "bootstrap=" + work.bootstrapServers(),
                        "parallelism=1",
                        "warm-up=" + folder.resolve("warm-up"),
                        "pipeline=" + folder.resolve("pipeline"),
                        "data=" + folder.resolve("data")));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.toGetReady());
            return work.untilVisible(child, new LandedFiles(folder.resolve("data/pipeline/lake")), child::begin);
        }
    }

    private void pipeline(Path folder, List<FilledTopic> of) {
        String streams = of.stream().map(this::stream).collect(Collectors.joining());
        Templates.write(
                "scale/runnel.yaml",
                Map.of("name", Names.fresh("scale"), "streams", streams),
                folder.resolve("runnel.yaml"));
    }

    private String stream(FilledTopic topic) {
        Map<String, String> values = new HashMap<>(work.values());
        values.put("topic", topic.name());
        values.put("partitions", String.valueOf(topic.partitions()));
        return Templates.text(STREAM, values);
    }
}
