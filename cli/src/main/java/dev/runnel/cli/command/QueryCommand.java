package dev.runnel.cli.command;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.RowOutput;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel query}: reads the lake's files, so it works whether or not the pipeline runs. */
@Command(name = "query", description = "Runs read-only SQL over everything a pipeline landed.")
public final class QueryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SQL", description = "One query, in DuckDB's SQL; streams are tables.")
    private String sql;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The pipeline's folder (here).")
    private Path directory;

    @ArgGroup(exclusive = true)
    private final Format format = new Format();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many rows (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "Give up after (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Mixin
    private PipelineOption pipelineOption;

    @Spec
    private CommandSpec spec;

    /** How the rows are printed; a table unless told. */
    static final class Format {
        @Option(names = "--csv", description = "Print CSV.")
        private boolean csv;

        @Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        RowOutput output() {
            return csv ? RowOutput.CSV : json ? RowOutput.JSON : RowOutput.TABLE;
        }
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "--limit is at least 1");
        }
        Pipeline pipeline = PipelineOption.read(directory);
        try (QueryEngine lake = Lake.open(pipeline, pipelineOption.dataDir(directory))) {
            print(lake.query(sql, new QueryLimits(limit, timeout)));
        } catch (QueryException e) {
            throw new CommandFailure(ExitCode.RUN_FAILED, String.valueOf(e.getMessage()), e);
        }
        return ExitCode.OK.number();
    }

    private void print(QueryResult result) {
        PrintWriter out = spec.commandLine().getOut();
        format.output()
                .print(result.columns().stream().map(QueryResult.Column::name).toList(), result.rows(), out);
        out.flush();
        if (result.truncated()) {
            spec.commandLine().getErr().println("only the first " + limit + " rows are shown; --limit shows more");
        }
    }
}
