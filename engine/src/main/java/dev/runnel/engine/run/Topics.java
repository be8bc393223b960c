package dev.runnel.engine.run;

import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every topic that a pipeline needs. */
final class Topics {
    private final Map<String, Topic> found = new LinkedHashMap<>();

    private Topics() {}

    static List<Topic> of(Pipeline pipeline) {
        Topics topics = new Topics();
        topics.add(Topic.latest(Names.replayTopic(pipeline.name()), 1));
        for (Stream stream : pipeline.streams()) {
            topics.add(Topic.log(stream.log().topic(), stream.log().partitions()));
            topics.add(Topic.invalid(stream.invalidTopic()));
            topics.destinations(pipeline.name(), stream.name(), false, stream.destinations());
        }
        for (Model model : pipeline.models()) {
            if (!model.destinations().isEmpty()) {
                topics.add(Topic.invalid(Names.modelInvalidTopic(pipeline.name(), model.name())));
            }
            topics.destinations(pipeline.name(), model.name(), !model.key().isEmpty(), model.destinations());
        }
        pipeline.streams().forEach(stream -> topics.source(stream.source()));
        return List.copyOf(topics.found.values());
    }

    private void destinations(String pipeline, String name, boolean keyed, List<Endpoint> destinations) {
        for (Endpoint destination : destinations) {
            ((DestinationConnector) destination.connector())
                    .topics(pipeline, name, keyed, destination.settings())
                    .forEach(this::add);
        }
    }

    private void source(Endpoint source) {
        if (source.connector() instanceof SourceConnector connector) {
            connector.topics(source.settings()).forEach(this::add);
        }
    }

    private void add(Topic topic) {
        found.putIfAbsent(topic.name(), topic);
    }
}
