package dev.runnel.cli.command;

import dev.runnel.cli.data.AppliedPipeline;
import dev.runnel.cli.embedded.EmbeddedRun;
import dev.runnel.cli.embedded.Ending;
import dev.runnel.cli.embedded.LogFormat;
import dev.runnel.cli.embedded.RunEnd;
import dev.runnel.cli.embedded.RunSettings;
import dev.runnel.cli.embedded.Watch;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.progress.ProgressShow;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.plan.BrokenPromises;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** One run from its start to its summary, as the terminal sees it. */
final class RunSession {
    private final CommandSpec spec;
    private final RunOptions options;
    private final Pipeline pipeline;
    private final Path directory;
    private final String site;
    private boolean watch;
    private Ending ending = Ending.ASKED_FOR;

    /** Something that goes on while the run does, and ends before it. */
    interface Company extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A run of a pipeline.
     *
     * @param site what the pipeline's own pages are called, {@code shop}
     */
    RunSession(CommandSpec spec, RunOptions options, Pipeline pipeline, Path directory, String site) {
        this.spec = spec;
        this.options = options;
        this.pipeline = pipeline;
        this.directory = directory;
        this.site = site;
    }

    /** The same, taking on edits of the pipeline while it runs. */
    RunSession watching() {
        watch = true;
        return this;
    }

    /** The same, with another end. */
    RunSession endsBy(Ending other) {
        ending = other;
        return this;
    }

    /** Runs until Ctrl-C, until the time is over, or until it has come to its own end. */
    int run(Function<EmbeddedRun, Company> company) {
        boolean debug = spec.commandLine().getParseResult().expandedArgs().contains(RootCommand.DEBUG);
        RunEnd end = new RunEnd();
        RunSettings settings = options.settings(pipeline, directory, watch);
        refuseBrokenPromises(settings.dataDir());
        try (Interrupt interrupt = Interrupt.calls(end::stop);
                EmbeddedRun run = EmbeddedRun.start(settings, options.log(), debug, end)) {
            // The contract is in force from here on.
            AppliedPipeline.write(run.data(), pipeline);
            addresses(run);
            attend(run, end, company);
        } catch (CancellationException e) {
            say("ended", Map.of(), "ended before it had started");
        }
        return ExitCode.OK.number();
    }

    private void attend(EmbeddedRun run, RunEnd end, Function<EmbeddedRun, Company> company) {
        try (Company with = company.apply(run)) {
            run.awaitJobs();
            say("started", Map.of("startup", run.startup()), run.startup() + "\n" + ending.told(options.time()) + "\n");
            if (ending.withSources()) {
                run.endWithSources();
            }
            try (ProgressShow progress = progress(run)) {
                awaitEnd(run, end);
            }
        } finally {
            run.finish().ifPresent(summary -> say("ended", summary.fields(), summary.toString()));
        }
    }

    private ProgressShow progress(EmbeddedRun run) {
        boolean terminal = options.log() != LogFormat.JSON && System.console() != null;
        return ProgressShow.start(
                run.endingSources(), run::jobs, terminal, (fields, text) -> say("progress", fields, text));
    }

    private void awaitEnd(EmbeddedRun run, RunEnd end) {
        if (!watch) {
            end.await(options.time());
            return;
        }
        try (Watch edits = Watch.start(run, directory, options.allowBreaking(), new Edits())) {
            say(
                    "watching",
                    Map.of("folder", directory),
                    "Edits in " + directory + " are taken on as they are saved.\n");
            end.await(options.time());
        }
    }

    /** Tells what became of each edit. */
    private final class Edits implements Watch.Listener {
        @Override
        public void taken(List<String> jobs) {
            String lines = jobs.stream().map(j -> "\n  " + j).collect(Collectors.joining());
            say("taken", Map.of("jobs", jobs), now() + " the edit is taken on" + (jobs.isEmpty() ? "" : ":") + lines);
        }

        @Override
        public void refused(List<String> why) {
            String lines = why.stream().map(w -> "\n" + w).collect(Collectors.joining());
            say("refused", Map.of("why", why), now() + " the edit is refused; what ran before runs on" + lines);
        }

        private static String now() {
            return LocalTime.now(ZoneId.systemDefault())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .format(DateTimeFormatter.ISO_LOCAL_TIME);
        }
    }

    /** Before anything starts, so that a stream's data never change their meaning unasked. */
    private void refuseBrokenPromises(Path dataDir) {
        if (options.allowBreaking()) {
            return;
        }
        List<Diagnostic> broken = AppliedPipeline.read(dataDir, directory, System.getenv())
                .flatMap(AppliedPipeline::pipeline)
                .map(before -> BrokenPromises.of(before, pipeline))
                .orElse(List.of());
        if (!broken.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "this is not what ran before; nothing was started\n"
                            + broken.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        }
    }

    private void addresses(EmbeddedRun run) {
        Map<String, Object> addresses = new LinkedHashMap<>();
        addresses.put("dashboard", run.http().resolve("/"));
        pipeline.site().ifPresent(folder -> addresses.put(site, run.http().resolve("/site/")));
        addresses.put("API docs", run.http().resolve("/docs"));
        addresses.put("Kafka", run.kafka());
        addresses.put("Flink", run.flink().resolve("/"));
        addresses.put("data folder", run.data());
        StringBuilder lines =
                new StringBuilder("\n" + pipeline.name() + " takes records (Runnel " + Version.number() + ")\n\n");
        addresses.forEach((name, value) -> lines.append("  %-12s %s%n".formatted(name, value)));
        say("accepting", addresses, lines.toString());
    }

    private void say(String event, Map<String, Object> fields, String text) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.log() == LogFormat.JSON) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("event", event);
            fields.forEach((name, value) -> line.put(name.replace(' ', '_'), value));
            out.println(JsonText.of(line));
        } else {
            out.println(text);
        }
        out.flush();
    }
}
