package dev.runnel.cli.output;

import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From where to where records flow: sources, streams, models, destinations. */
public final class Lineage {
    private final List<Edge> edges = new ArrayList<>();

    private record Edge(String from, String to) {}

    /**
     * The lineage of a pipeline.
     *
     * @param inputs what each model reads, by its name
     */
    public Lineage(Pipeline pipeline, Map<String, List<String>> inputs) {
        pipeline.streams().forEach(stream -> {
            edges.add(new Edge(stream.source().type(), stream.name()));
            destinations(stream.name(), stream.destinations());
        });
        pipeline.models().forEach(model -> {
            inputs.getOrDefault(model.name(), List.of()).forEach(input -> edges.add(new Edge(input, model.name())));
            destinations(model.name(), model.destinations());
        });
    }

    private void destinations(String from, List<Endpoint> destinations) {
        destinations.forEach(d -> edges.add(new Edge(from, d.type() + " of " + from)));
    }

    /** A line for each edge. */
    public String text() {
        StringBuilder text = new StringBuilder();
        edges.forEach(e -> text.append(e.from()).append(" -> ").append(e.to()).append('\n'));
        return text.toString();
    }

    /** A flow chart that Mermaid draws. */
    public String mermaid() {
        Map<String, String> ids = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Edge edge : edges) {
            text.append("  ")
                    .append(node(ids, edge.from()))
                    .append(" --> ")
                    .append(node(ids, edge.to()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String node(Map<String, String> ids, String name) {
        String known = ids.get(name);
        if (known != null) {
            return known;
        }
        String id = "n" + ids.size();
        ids.put(name, id);
        return id + "[\"" + name + "\"]";
    }
}
