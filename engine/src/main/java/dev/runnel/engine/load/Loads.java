package dev.runnel.engine.load;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.DailyDestination;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.collect.CollectJob;
import dev.runnel.engine.collect.SourceJob;
import dev.runnel.engine.collect.StreamSource;
import java.time.Clock;
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
        return StreamSource.isPulled(stream) && whyLog(pipeline, stream).isEmpty();
    }

    /** Why what a stream's source gives has to go through the log; empty when it need not. */
    public static Optional<String> whyLog(Pipeline pipeline, Stream stream) {
        if (!StreamSource.isPulled(stream)) {
            return Optional.of("records are sent to it");
        }
        if (!StreamSource.isBounded(stream)) {
            return Optional.of("its source does not end by itself");
        }
        if (stream.log().wanted().orElse(false)) {
            return Optional.of("`log` asks for it");
        }
        if (StreamSource.looksAgain(stream) && stream.log().wanted().isEmpty() && !isDaily(stream)) {
            return Optional.of("each start reads what came to its source; `log: false` reads it once");
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
            checkDaily(pipeline, stream, out);
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

    private static void checkDaily(Pipeline pipeline, Stream stream, Diagnostics out) {
        if (!isLoaded(pipeline, stream) || isDaily(stream)) {
            return;
        }
        stream.destinations().stream()
                .filter(d -> isDaily(stream, d))
                .findFirst()
                .ifPresent(
                        d -> out.error(
                                Code.CONFLICT,
                                d.at(),
                                "this destination is by `ingest_date` and another of the stream '" + stream.name()
                                        + "' is not",
                                "partition all of them by `ingest_date`, or none: each start loads the source again where they are"));
    }

    /**
     * The job that reads a stream's source. One that was once read into its log goes on so, or its rows would be landed
     * twice.
     *
     * @param stream whose source {@link StreamSource#isPulled is pulled}
     */
    public static SourceJob job(Pipeline pipeline, Stream stream, Environment environment) {
        CollectJob collect = new CollectJob(pipeline, stream, environment);
        boolean daily = isDaily(stream);
        LoadJob load = new LoadJob(pipeline, stream, environment);
        DailyLoad byDay = new DailyLoad(pipeline, stream, environment, Clock.systemUTC());
        if (!isLoaded(pipeline, stream)) {
            return StreamSource.isBounded(stream) && (load.wasBegun() || byDay.wasBegun())
                    ? new LoadedBefore(collect, whyLog(pipeline, stream).orElse(""))
                    : collect;
        }
        if (collect.wasBegun()) {
            LOG.info("{} was read into its log before and goes on through it", stream.name());
            return collect;
        }
        return daily ? byDay : load;
    }

    /** Whether each load of a stream takes the place of the one before of its day, so that nobody else may write there. */
    public static boolean isDaily(Pipeline pipeline, Stream stream) {
        return isLoaded(pipeline, stream) && isDaily(stream);
    }

    private static boolean isDaily(Stream stream) {
        return !stream.destinations().isEmpty()
                && stream.destinations().stream().allMatch(d -> isDaily(stream, d));
    }

    private static boolean isDaily(Stream stream, Endpoint destination) {
        return destination.connector() instanceof DailyDestination daily
                && daily.isDaily(destination.settings(), stream.contract().type());
    }
}
