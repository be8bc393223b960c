package dev.runnel.engine.load;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.collect.CollectJob;
import dev.runnel.engine.collect.PulledSource;
import dev.runnel.engine.collect.SourceJob;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which sources are read past their log: those that end, and whose rows nobody wants but destinations. */
public final class Loads {
    private static final Logger LOG = LoggerFactory.getLogger(Loads.class);

    private Loads() {}

    /** Whether a stream's source goes straight to its destinations. */
    public static boolean isLoaded(Pipeline pipeline, Stream stream) {
        return PulledSource.isPulled(stream) && whyLog(pipeline, stream).isEmpty();
    }

    /** Why what a stream's source gives has to go through the log; empty when it need not. */
    public static Optional<String> whyLog(Pipeline pipeline, Stream stream) {
        if (!PulledSource.isPulled(stream)) {
            return Optional.of("records are sent to it");
        }
        if (!PulledSource.isBounded(stream)) {
            return Optional.of("its source does not end by itself");
        }
        if (stream.log().wanted().orElse(false)) {
            return Optional.of("`log` asks for it");
        }
        if (stream.destinations().isEmpty()) {
            return Optional.of("nothing else keeps its records: it has no destination");
        }
        if (stream.contract().dedup().isPresent()) {
            return Optional.of("`dedup` goes by the order of the log");
        }
        Optional<String> destination = stream.destinations().stream()
                .filter(d -> ((DestinationConnector) d.connector()).needsLog())
                .map(d -> "its destination '" + d.type() + "' needs the position of each row in the log")
                .findFirst();
        return destination.or(() -> pipeline.models().stream()
                .filter(model -> mentions(model, stream))
                .map(model -> "the model '" + model.name() + "' reads it")
                .findFirst());
    }

    /** By name alone, so that nothing has to be planned; one too many only has a log that it could do without. */
    private static boolean mentions(Model model, Stream stream) {
        return Pattern.compile("(?i)\\b" + Pattern.quote(stream.name()) + "\\b")
                .matcher(model.sql())
                .find();
    }

    /** Reports streams that are to have no log and need one. */
    public static void check(Pipeline pipeline, Diagnostics out) {
        for (Stream stream : pipeline.streams()) {
            if (!stream.log().wanted().orElse(true)) {
                whyLog(pipeline, stream)
                        .ifPresent(why -> out.error(
                                Code.CONFLICT,
                                stream.at(),
                                "the stream '" + stream.name() + "' cannot do without its log: " + why,
                                "take 'log: false' away"));
            }
        }
    }

    /**
     * The job that reads a stream's source. One that was once read into its log goes on so, or its rows would be landed
     * twice.
     *
     * @param stream whose source {@link PulledSource#isPulled is pulled}
     */
    public static SourceJob job(Pipeline pipeline, Stream stream, Environment environment) {
        CollectJob collect = new CollectJob(pipeline, stream, environment);
        LoadJob load = new LoadJob(pipeline, stream, environment);
        if (!isLoaded(pipeline, stream)) {
            return PulledSource.isBounded(stream) && load.wasBegun()
                    ? new LoadedBefore(collect, whyLog(pipeline, stream).orElse(""))
                    : collect;
        }
        if (collect.wasBegun()) {
            LOG.info("{} was read into its log before and goes on through it", stream.name());
            return collect;
        }
        return load;
    }
}
