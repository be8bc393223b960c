package dev.runnel.cli.embedded;

import dev.runnel.cli.data.AppliedPipeline;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.JobMonitor.Trouble;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.plan.BrokenPromises;
import dev.runnel.engine.run.InvalidPipelineException;
import dev.runnel.engine.run.RefusedSwapException;
import dev.runnel.gateway.GatewayException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes on each edit of a running pipeline that is valid; of one that is not it says why, and what ran before runs on. */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final EmbeddedRun run;
    private final Path directory;
    private final boolean allowBreaking;
    private final Listener listener;
    private final FolderWatch watch;

    /** Hears what became of each edit, on the watch's thread. */
    public interface Listener {
        /** @param jobs what was done to each job that the edit concerns */
        void taken(List<String> jobs);

        /** @param why every mistake with its place */
        void refused(List<String> why);
    }

    private Watch(EmbeddedRun run, Path directory, boolean allowBreaking, Listener listener) {
        this.run = run;
        this.directory = directory;
        this.allowBreaking = allowBreaking;
        this.listener = listener;
        this.watch = new FolderWatch(directory, run.data(), this::changed);
    }

    /**
     * Begins to watch the pipeline's folder.
     *
     * @param allowBreaking whether changes that break what a stream promised are taken on too
     */
    public static Watch start(EmbeddedRun run, Path directory, boolean allowBreaking, Listener listener) {
        return new Watch(run, directory, allowBreaking, listener);
    }

    private void changed() {
        Diagnostics found = new Diagnostics();
        Optional<Pipeline> next = EnvironmentFile.readPipeline(directory, System.getenv(), found);
        if (next.isPresent()) {
            run.exchange(next.get(), found).check();
        }
        if (found.hasErrors()) {
            refuse(found.all());
            return;
        }
        List<Diagnostic> broken = allowBreaking ? List.of() : BrokenPromises.of(run.pipeline(), next.orElseThrow());
        if (!broken.isEmpty()) {
            refuse(broken);
            return;
        }
        try {
            List<String> done = run.exchange(next.orElseThrow());
            AppliedPipeline.write(run.data(), next.orElseThrow());
            listener.taken(done);
        } catch (InvalidPipelineException e) {
            refuse(e.diagnostics());
        } catch (GatewayException | RefusedSwapException e) {
            refuse(List.of(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // Kafka or Flink could not do it
            LOG.warn("the edit was not taken on whole", e);
            refuse(List.of(), "the edit was not taken on whole: " + e.getMessage());
        }
    }

    private void refuse(Collection<Diagnostic> mistakes) {
        refuse(mistakes, "");
    }

    private void refuse(Collection<Diagnostic> mistakes, String other) {
        List<String> why = mistakes.isEmpty()
                ? List.of(other)
                : mistakes.stream().map(Diagnostic::toString).toList();
        run.trouble(why.stream()
                .map(w -> new Trouble(w, "mend it and save; what ran before the edit runs on until then"))
                .toList());
        listener.refused(why);
    }

    @Override
    public void close() {
        watch.close();
    }
}
