package dev.runnel.cli.embedded;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.run.BoundedRun;
import java.time.Duration;
import java.util.Optional;

/**
 * By what a run ends.
 *
 * @param withSources whether it ends when the sources that end have
 * @param whyNot what keeps it up though it has such sources; empty where it has none
 */
public record Ending(boolean withSources, Optional<String> whyNot) {
    /** By Ctrl-C, or when its time is over. */
    public static final Ending ASKED_FOR = new Ending(false, Optional.empty());

    /**
     * As a pipeline suggests and the options say.
     *
     * @param keep whether it stays up in any case
     * @param untilDone whether it ends with the sources that end in any case
     * @param watch whether edits are waited for, which never end
     * @throws CommandFailure when they contradict the pipeline or each other
     */
    public static Ending of(Pipeline pipeline, boolean keep, boolean untilDone, boolean watch) {
        boolean ends = !BoundedRun.endingStreams(pipeline).isEmpty();
        if (untilDone && !ends) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "--until-done: no source of this pipeline ends; --for TIME ends it after a time");
        }
        if (untilDone && watch) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "--until-done and --watch: edits are taken on until Ctrl-C; take one away");
        }
        if (!ends || keep || watch) {
            return ASKED_FOR;
        }
        Optional<String> goesOn = untilDone ? Optional.empty() : BoundedRun.whatGoesOn(pipeline);
        return new Ending(goesOn.isEmpty(), goesOn);
    }

    /** For people, one sentence. */
    public String told(Optional<Duration> most) {
        String byTime = most.map(t -> " after " + t.toSeconds() + " s").orElse("");
        if (withSources) {
            return "It ends by itself when its sources have ended and all of it is in its place"
                    + (most.isPresent() ? ", or" + byTime : "") + ".";
        }
        String always = most.isPresent() ? "It ends by itself" + byTime + "." : "Ctrl-C ends it.";
        return whyNot.map(why -> always + " Its sources may end before, and it stays up since " + why
                        + "; --until-done ends it with them.")
                .orElse(always);
    }
}
