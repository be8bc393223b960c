package dev.runnel.cli.command;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.invalid.InvalidRecord;
import dev.runnel.cli.invalid.InvalidRecords;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.pipeline.Pipeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel invalid show}. */
@Command(
        name = "show",
        description = "Shows invalid records whole: why each is invalid, and its original bytes.",
        customSynopsis = {
            "runnel invalid show ID [DIR] [--json]",
            "       runnel invalid show --stream NAME --where SQL [DIR] [--limit N] [--json]"
        })
public final class InvalidShowCommand implements Callable<Integer> {
    private static final Pattern ID = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");

    @Parameters(
            arity = "0..2",
            paramLabel = "ID|DIR",
            description = "The record as list prints it, events/0/17; and the pipeline's folder (here).")
    private List<String> given = List.of();

    @Option(names = "--stream", paramLabel = "NAME", description = "The stream or model that --where looks into.")
    private @Nullable String stream;

    @Mixin
    private WhereOption where;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many of --where (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "As JSON objects.")
    private boolean json;

    @Mixin
    private PipelineOption pipelineOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean many = stream != null;
        if (given.size() > (many ? 1 : 2) || limit < 1) {
            throw mistaken("show takes an ID and a folder, or --stream with --where and a folder");
        }
        String id = many ? "" : given.isEmpty() ? "" : given.get(0);
        Path directory = Path.of(given.size() > (many ? 0 : 1) ? given.get(given.size() - 1) : ".");
        Matcher parts = ID.matcher(id);
        if (!many && !parts.matches()) {
            throw mistaken("'" + id + "' is no id; runnel invalid list prints them: events/0/17");
        }
        Pipeline pipeline = PipelineOption.read(directory);
        String name = InvalidSource.owner(pipeline, Optional.ofNullable(stream).orElseGet(() -> parts.group(1)));
        PrintWriter err = spec.commandLine().getErr();
        try (InvalidRecords records = InvalidSource.open(pipeline, pipelineOption.dataDir(directory), err)) {
            List<InvalidRecord> found = many
                    ? records.newest(name, where.condition(), limit)
                    : List.of(records.find(name, Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)))
                            .orElseThrow(() -> new CommandFailure(
                                    ExitCode.RUN_FAILED,
                                    "there is no invalid record " + id + "; runnel invalid list shows which are")));
            found.forEach(record -> print(pipeline, record));
        }
        return ExitCode.OK.number();
    }

    private static CommandFailure mistaken(String message) {
        return new CommandFailure(ExitCode.INVALID_PIPELINE, message);
    }

    private void print(Pipeline pipeline, InvalidRecord record) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, @Nullable Object> fields = InvalidSource.fields(pipeline, record);
        if (json) {
            out.println(JsonText.pretty(fields));
        } else {
            fields.forEach((name, value) -> {
                if (!name.startsWith("original")) {
                    out.printf("%-15s %s%n", name, value);
                }
            });
            out.println();
            out.println(record.text()
                    .orElse(record.original().length + " bytes that are no UTF-8 text; --json prints them in Base64"));
            out.println();
        }
        out.flush();
    }
}
