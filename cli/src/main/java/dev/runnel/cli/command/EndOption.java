package dev.runnel.cli.command;

import picocli.CommandLine.Option;

/** Whether a run ends when its sources have, where a user wants it otherwise than the pipeline suggests. */
final class EndOption {
    @Option(names = "--keep", description = "Stay up when every source has ended.")
    private boolean keep;

    @Option(
            names = "--until-done",
            description = "End when the sources that end have ended, though others go on or records can still be sent.")
    private boolean untilDone;

    boolean keep() {
        return keep;
    }

    boolean untilDone() {
        return untilDone;
    }
}
