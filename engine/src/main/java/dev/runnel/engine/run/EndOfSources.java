package dev.runnel.engine.run;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.collect.StreamSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the sources that end, and then for the jobs that read what they brought. A job that restarts is waited for; one
 * that has failed for good is not, and is told.
 */
final class EndOfSources {
    private static final long PAUSE_MILLIS = 100;

    private final Pipeline pipeline;
    private final Environment environment;
    private final Collection<PipelineJob> jobs;
    private final List<JobStatus> failed = new ArrayList<>();

    EndOfSources(Pipeline pipeline, Environment environment, Collection<PipelineJob> jobs) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.jobs = jobs;
    }

    /** @return the jobs that failed */
    List<JobStatus> await() throws InterruptedException {
        Set<String> ending = new HashSet<>();
        Set<String> sources = new HashSet<>();
        for (Stream stream : pipeline.streams()) {
            String job = Names.collectJob(pipeline.name(), stream.name());
            sources.add(job);
            if (StreamSource.isBounded(stream)) {
                ending.add(job);
            }
        }
        for (PipelineJob job : jobs) {
            if (ending.contains(job.name())) {
                awaitEnd(job);
            }
        }
        try (Drain drain = new Drain(environment)) {
            for (PipelineJob job : jobs) {
                if (!sources.contains(job.name())) {
                    awaitRead(job, drain);
                }
            }
        }
        return failed;
    }

    private void awaitEnd(PipelineJob job) throws InterruptedException {
        JobStatus status = job.status();
        while (status.state() != State.FINISHED && !isGone(status)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            status = job.status();
        }
    }

    /** Until it has read and written what was in its topics when this was called: others may go on to write to them. */
    private void awaitRead(PipelineJob job, Drain drain) throws InterruptedException {
        Optional<Drain.Ends> ends = Optional.empty();
        while (true) {
            JobStatus status = job.status();
            if (isGone(status) || status.state() == State.FINISHED || waitsForFailed(job)) {
                return;
            }
            if (status.state() == State.RUNNING) {
                ends = ends.isPresent() ? ends : drain.ends(job.topics());
                if (ends.isPresent() && drain.hasRead(job.handle().orElseThrow(), ends.get())) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private boolean isGone(JobStatus status) {
        if (status.state() == State.FAILED) {
            failed.add(status);
        }
        return status.state() == State.FAILED || status.state() == State.STOPPED;
    }

    /** A landing that begins when its load is in its place has nothing to land when that failed. */
    private boolean waitsForFailed(PipelineJob job) {
        return job.handle().isEmpty()
                && pipeline.streams().stream()
                        .filter(s -> Names.landingJob(pipeline.name(), s.name()).equals(job.name()))
                        .map(s -> Names.collectJob(pipeline.name(), s.name()))
                        .anyMatch(
                                source -> failed.stream().anyMatch(f -> f.name().equals(source)));
    }
}
