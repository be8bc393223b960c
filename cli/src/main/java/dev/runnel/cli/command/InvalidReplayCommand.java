package dev.runnel.cli.command;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.invalid.EditFile;
import dev.runnel.cli.invalid.Editor;
import dev.runnel.cli.invalid.InvalidClient;
import dev.runnel.cli.invalid.InvalidGateway;
import dev.runnel.cli.invalid.InvalidRecord;
import dev.runnel.cli.invalid.InvalidReplay;
import dev.runnel.cli.invalid.ReplayOutput;
import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.pipeline.Pipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel invalid replay}. */
@Command(
        name = "replay",
        description = {
            "Sends invalid records through validation again, byte for byte or mended, and the valid ones into the stream."
                    + " Each comes there once, however often this is run or broken off; what is still invalid stays as it is."
        })
public final class InvalidReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(names = "--stream", required = true, paramLabel = "NAME", description = "The stream they belong to.")
    private String stream;

    @Mixin
    private WhereOption where;

    @ArgGroup(exclusive = true)
    private Mending mending = new Mending();

    @Option(
            names = "--again",
            description =
                    "Send what a destination refused (stage write) for every reader of the log: each model and destination"
                            + " sees it a second time. Without this it serves that destination alone.")
    private boolean again;

    @Option(names = "--dry-run", description = "Say what would be sent and whether it would be valid; send nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object for each record, and one with the counts at the end.")
    private boolean json;

    @Mixin
    private PipelineOption pipelineOption;

    @Spec
    private CommandSpec spec;

    /** At most one way to mend. */
    static final class Mending {
        @Option(
                names = "--set",
                paramLabel = "PATH=VALUE",
                description = "Set this part of each record, event.price=0; the other bytes stay. May be repeated.")
        private List<String> set = List.of();

        @Option(
                names = "--edit",
                description = "Open the records in $EDITOR, one JSON object a line, and send what is saved.")
        private boolean edit;

        @Option(names = "--edited", paramLabel = "FILE", description = "Send a file that --edit left.")
        private @Nullable Path edited;
    }

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineOption.read(directory);
        String name = InvalidSource.replayable(pipeline, stream).name();
        Map<String, String> set = set();
        PrintWriter err = spec.commandLine().getErr();
        InvalidClient client = InvalidSource.running(directory, pipelineOption.dataDir(directory), err);
        ReplayOutput output = new ReplayOutput(spec.commandLine().getOut(), err, json);
        InvalidReplay replay = new InvalidReplay(client, name, again, output, System.console() != null);
        if (mending.edit) {
            edit(replay, client, name);
        } else if (mending.edited != null) {
            send(replay, mending.edited);
        } else {
            replay.matching(where.condition(), set, dryRun);
        }
        output.summary(dryRun);
        return output.failed() ? ExitCode.RUN_FAILED.number() : ExitCode.OK.number();
    }

    private Map<String, String> set() {
        Map<String, String> set = new LinkedHashMap<>();
        for (String assignment : mending.set) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw mistaken("--set wants PATH=VALUE such as event.price=0, not '" + assignment + "'");
            }
            String path = assignment.substring(0, equals);
            try {
                JsonEdit.checkPath(path);
            } catch (JsonEdit.Refused e) {
                throw mistaken("--set: " + e.getMessage());
            }
            set.put(path, JsonEdit.valueOf(assignment.substring(equals + 1)));
        }
        return set;
    }

    private static CommandFailure mistaken(String message) {
        return new CommandFailure(ExitCode.INVALID_PIPELINE, message);
    }

    private void edit(InvalidReplay replay, InvalidClient client, String name) {
        String open =
                where.condition().map(w -> "(\n" + w + "\n) AND NOT replayed").orElse("NOT replayed");
        List<InvalidRecord> records;
        try (InvalidGateway gateway = new InvalidGateway(client)) {
            records = gateway.newest(name, Optional.of(open), EditFile.MOST + 1);
        }
        if (records.size() > EditFile.MOST) {
            throw mistaken("more than " + EditFile.MOST + " records match; narrow --where to edit them");
        }
        if (records.isEmpty()) {
            return;
        }
        try {
            Path file = EditFile.write(name, records);
            Editor.open(file);
            send(replay, file);
            if (!dryRun) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the records could not be edited: " + e.getMessage(), e);
        }
    }

    /** Nothing of the file is sent unless all of it would be valid. */
    private void send(InvalidReplay replay, Path file) {
        List<EditFile.Line> lines = EditFile.read(file);
        List<String> mistakes = replay.mistakes(lines);
        if (!mistakes.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.RUN_FAILED,
                    "nothing was sent, since some lines of " + file + " are not valid:\n  "
                            + String.join("\n  ", mistakes)
                            + "\nmend them there, then: runnel invalid replay " + directory + " --stream " + stream
                            + " --edited " + file);
        }
        replay.edited(lines, dryRun);
    }
}
