package dev.runnel.cli.command;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.invalid.InvalidRecord;
import dev.runnel.cli.invalid.InvalidRecords;
import dev.runnel.cli.output.RowOutput;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel invalid list}. */
@Command(name = "list", description = "Lists the newest invalid records of streams and models with their reasons.")
public final class InvalidListCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(names = "--stream", paramLabel = "NAME", description = "Of this stream or model only.")
    private @Nullable String stream;

    @Mixin
    private WhereOption where;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "One JSON object a line, with the original.")
    private boolean json;

    @Mixin
    private PipelineOption pipelineOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "--limit is at least 1");
        }
        Pipeline pipeline = PipelineOption.read(directory);
        List<InvalidRecord> found = new ArrayList<>();
        try (InvalidRecords records = InvalidSource.open(
                pipeline, pipelineOption.dataDir(directory), spec.commandLine().getErr())) {
            for (String name : owners(pipeline, records)) {
                found.addAll(records.newest(name, where.condition(), limit));
            }
        }
        found.sort(Comparator.comparing(InvalidRecord::receivedAt).reversed());
        print(pipeline, found.subList(0, Math.min(limit, found.size())));
        return ExitCode.OK.number();
    }

    private List<String> owners(Pipeline pipeline, InvalidRecords records) {
        if (stream != null) {
            return List.of(InvalidSource.owner(pipeline, stream));
        }
        List<String> all = new ArrayList<>();
        pipeline.streams().forEach(s -> all.add(s.name()));
        pipeline.models().forEach(m -> all.add(m.name()));
        return all.stream().filter(records::has).toList();
    }

    private void print(Pipeline pipeline, List<InvalidRecord> records) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            records.forEach(r -> out.println(JsonText.of(InvalidSource.fields(pipeline, r))));
        } else if (records.isEmpty()) {
            out.println("no invalid records");
        } else {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            records.forEach(r -> rows.add(List.of(
                    r.id(),
                    (pipeline.stream(r.stream()).isPresent() ? "stream " : "model ") + r.stream(),
                    r.receivedAt().toString(),
                    r.reason(Headers.STAGE),
                    r.reason(Headers.CODE),
                    r.reason(Headers.FIELD),
                    r.reason(Headers.DESTINATION),
                    r.replayed().orElse(false) ? "replayed" : "",
                    r.reason(Headers.MESSAGE))));
            RowOutput.TABLE.print(
                    List.of("id", "of", "received_at", "stage", "code", "field", "destination", "replayed", "message"),
                    rows,
                    out);
        }
        out.flush();
    }
}
