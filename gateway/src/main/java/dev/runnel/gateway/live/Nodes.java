package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Endpoint;
import java.util.List;

/** Identifiers of the lineage's nodes. */
final class Nodes {
    private Nodes() {}

    static String source(String stream) {
        return "source:" + stream;
    }

    static String stream(String stream) {
        return "stream:" + stream;
    }

    static String invalid(String stream) {
        return "invalid:" + stream;
    }

    static String model(String model) {
        return "model:" + model;
    }

    /** The destinations of a stream or model, in order. */
    static List<String> destinations(String owner, List<Endpoint> destinations) {
        return java.util.stream.IntStream.range(0, destinations.size())
                .mapToObj(
                        i -> "destination:" + owner + "/" + destinations.get(i).type() + "/" + i)
                .toList();
    }
}
