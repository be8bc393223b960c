package dev.runnel.engine.run;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Topic;
import dev.runnel.engine.cluster.ClusterException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of views, which hold one version of a model's result and no other. */
final class ViewTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final short ONE_COPY = 1;

    private final Map<String, Object> properties;

    ViewTopics(Environment environment) {
        properties = new HashMap<>(environment.kafkaProperties());
        properties.put("bootstrap.servers", environment.bootstrapServers());
    }

    /** Deletes a model's view topic and makes it again: whoever reads it begins anew. */
    void renew(String pipeline, Model model) {
        List<Topic> views = model.destinations().stream()
                .flatMap(d -> ((DestinationConnector) d.connector())
                        .topics(pipeline, model.name(), !model.key().isEmpty(), d.settings()).stream())
                .filter(t -> t.name().equals(Names.viewTopic(pipeline, model.name())))
                .toList();
        if (views.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(properties)) {
            for (Topic view : views) {
                renew(admin, view);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while its view was emptied", e);
        } catch (ExecutionException e) {
            throw new ClusterException("its view cannot be emptied: " + e.getCause(), e);
        }
    }

    private static void renew(Admin admin, Topic view) throws InterruptedException, ExecutionException {
        try {
            admin.deleteTopics(List.of(view.name())).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
        NewTopic fresh = new NewTopic(view.name(), view.partitions(), ONE_COPY).configs(view.config());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.createTopics(List.of(fresh)).all().get();
                return;
            } catch (ExecutionException e) { // its deletion takes a moment
                if (!(e.getCause() instanceof TopicExistsException) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
