package dev.runnel.engine.run;

import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.collect.StreamSource;
import java.util.List;
import java.util.Optional;

/** Decides whether a run of a pipeline comes to its end by itself: its sources end, and nobody is served meanwhile. */
public final class BoundedRun {
    private static final String VIEW = "view";

    private BoundedRun() {}

    /** The streams whose sources end by themselves. */
    public static List<Stream> endingStreams(Pipeline pipeline) {
        return pipeline.streams().stream().filter(StreamSource::isBounded).toList();
    }

    /** What goes on when every source that ends has ended; empty when nothing does, and there is one that ends. */
    public static Optional<String> whatGoesOn(Pipeline pipeline) {
        for (Stream stream : pipeline.streams()) {
            if (!StreamSource.isPulled(stream)) {
                return Optional.of("records are sent to the stream '" + stream.name() + "'");
            }
            if (!StreamSource.isBounded(stream)) {
                return Optional.of("the source of the stream '" + stream.name() + "' does not end");
            }
        }
        for (Model model : pipeline.models()) {
            if (!model.destinations(VIEW).isEmpty()) {
                return Optional.of("the view of the model '" + model.name() + "' is served");
            }
        }
        if (pipeline.site().isPresent()) {
            return Optional.of("its site is served");
        }
        return pipeline.streams().isEmpty() ? Optional.of("it has no source") : Optional.empty();
    }
}
