package dev.runnel.core.pipeline;

import java.util.List;

/** The names that Runnel gives to topics, jobs and consumer groups: the one place that decides them. */
public final class Names {
    /** Suffix of a stream's or table's invalid records where nothing else is declared. */
    public static final String INVALID_SUFFIX = "_invalid";

    private Names() {}

    /** The topic of a stream that declares none. */
    public static String topic(String pipeline, String stream) {
        return pipeline + "." + stream;
    }

    /** The topic of invalid records of a stream that declares none. */
    public static String invalidTopic(String logTopic) {
        return logTopic + ".invalid";
    }

    /** The topic of rows that fail a model's data checks, or that its destinations refuse. */
    public static String modelInvalidTopic(String pipeline, String model) {
        return invalidTopic(topic(pipeline, model));
    }

    /** The compacted topic of a model's view. */
    public static String viewTopic(String pipeline, String model) {
        return pipeline + ".view." + model;
    }

    /** The compacted topic that says which invalid records were replayed. */
    public static String replayTopic(String pipeline) {
        return pipeline + ".replayed";
    }

    /** The compacted topic in which a pipeline's own schema registry keeps its content. */
    public static String schemasTopic(String pipeline) {
        return pipeline + ".schemas";
    }

    /** The subject under which the schema of a topic's values is registered: the strategy named TopicName. */
    public static String valueSubject(String topic) {
        return topic + "-value";
    }

    /**
     * One of the destinations of a stream or model: its type, and its place among those of the type, {@code lake/1}.
     *
     * @param all the destinations that are declared
     */
    public static String destination(List<Endpoint> all, Endpoint destination) {
        int index = 0;
        for (Endpoint each : all) {
            if (each == destination) {
                break;
            }
            if (each.type().equals(destination.type())) {
                index++;
            }
        }
        return destination.type() + "/" + index;
    }

    /** Every one of them, in the order of their declaration. */
    public static List<String> destinations(List<Endpoint> all) {
        return all.stream().map(d -> destination(all, d)).toList();
    }

    /** The job that reads a stream's source into its log. */
    public static String collectJob(String pipeline, String stream) {
        return pipeline + ".collect." + stream;
    }

    /** The job that lands a stream. */
    public static String landingJob(String pipeline, String stream) {
        return pipeline + ".land." + stream;
    }

    /** The job that keeps a model. */
    public static String modelJob(String pipeline, String model) {
        return pipeline + ".model." + model;
    }

    /** The consumer group under which a job commits how far it is; its lag is the job's lag. */
    public static String group(String job) {
        return "runnel." + job;
    }
}
