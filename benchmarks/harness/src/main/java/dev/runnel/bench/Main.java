package dev.runnel.bench;

import dev.runnel.bench.collect.CollectBenchmark;
import dev.runnel.bench.files.FilesBenchmark;
import dev.runnel.bench.land.Format;
import dev.runnel.bench.land.LandBenchmark;
import dev.runnel.bench.latency.LatencyBenchmark;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Folders;
import dev.runnel.bench.process.Programs;
import dev.runnel.bench.report.JsonReport;
import dev.runnel.bench.report.Machine;
import dev.runnel.bench.report.Markdown;
import dev.runnel.bench.report.Result;
import dev.runnel.bench.run.Benchmark;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Options;
import dev.runnel.bench.run.Outcome;
import dev.runnel.bench.run.Rounds;
import dev.runnel.bench.run.Session;
import dev.runnel.bench.scale.ScaleBenchmark;
import dev.runnel.bench.sql.SqlBenchmark;
import dev.runnel.bench.start.StartBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./bench}: runs benchmarks and writes what they found. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Runnel beside its peers: the same work on the same bytes, alternately, in one run.",
            "Results go to benchmarks/results/ when they are of the full size, and else to benchmarks/target/results/."
        })
public final class Main implements Callable<Integer> {
    private static final List<Benchmark> ALL = List.of(
            new LandBenchmark(Format.PARQUET),
            new LandBenchmark(Format.ICEBERG),
            new CollectBenchmark(),
            new LatencyBenchmark(),
            new StartBenchmark(),
            new SqlBenchmark(),
            new FilesBenchmark(),
            new ScaleBenchmark());
    private static final int FULL_SIZE = 5_000_000;
    private static final int FULL_RUNS = 5;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which benchmarks (all).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--events", paramLabel = "N", description = "Records that each run works on (${DEFAULT-VALUE}).")
    private int events = FULL_SIZE;

    @Option(names = "--runs", paramLabel = "N", description = "Rounds that are counted (${DEFAULT-VALUE}).")
    private int runs = FULL_RUNS;

    @Option(names = "--warm-ups", paramLabel = "N", description = "Rounds that are run first (${DEFAULT-VALUE}).")
    private int warmUps = 1;

    @Option(names = "--only", paramLabel = "CONTENDER", split = ",", description = "Only these contenders.")
    private Set<String> only = Set.of();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks, tasks or threads of each contender (processors, at most 2).")
    private int parallelism = Math.min(2, Runtime.getRuntime().availableProcessors());

    @Option(names = "--heap", paramLabel = "SIZE", description = "Of each measured JVM (${DEFAULT-VALUE}).")
    private String heap = "2g";

    @Option(
            names = "--commit",
            paramLabel = "MS",
            description = "How often rows are made visible, in milliseconds (${DEFAULT-VALUE}).")
    private int commit = 1_000;

    @Option(names = "--patience", paramLabel = "S", description = "The longest a run may take (${DEFAULT-VALUE}).")
    private int patience = 300;

    @Option(names = "--results", paramLabel = "DIR", description = "Where the results are written.")
    private @Nullable Path results;

    @Option(names = "--list", description = "Only say which benchmarks there are.")
    private boolean list;

    @Spec
    private CommandSpec spec;

    public static void main(String[] words) {
        System.exit(new CommandLine(new Main()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            ALL.forEach(b -> out.printf("%-14s %s%n", b.name(), b.work()));
            return 0;
        }
        boolean whole = true;
        for (Benchmark benchmark : chosen()) {
            whole &= measure(benchmark, out);
        }
        return whole ? 0 : 1;
    }

    private List<Benchmark> chosen() {
        List<String> known = ALL.stream().map(Benchmark::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "there is no benchmark '" + name + "', only " + known);
            }
        }
        return ALL.stream()
                .filter(b -> names.isEmpty() || names.contains(b.name()))
                .toList();
    }

    /** Whether every run of it did its work. */
    private boolean measure(Benchmark benchmark, PrintWriter out) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("bench.root"));
        Programs programs = new Programs(root, Path.of(System.getProperty("bench.distribution")));
        Options options = new Options(
                events,
                warmUps,
                runs,
                only,
                parallelism,
                heap,
                Duration.ofMillis(commit),
                Duration.ofSeconds(patience));
        Path folder = Files.createTempDirectory(Folders.make(root.resolve("benchmarks/target")), "work-");
        Thread interrupted = new Thread(() -> {
            ChildProcess.endAll();
            Folders.remove(folder);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        Map<String, String> machine = Machine.describe(root);
        out.println(benchmark.name() + ": " + benchmark.work());
        out.flush();
        try (Session session = benchmark.open(new Lab(options, programs, folder))) {
            Map<String, List<Outcome>> outcomes = new Rounds(session, new Lab(options, programs, folder), out).run();
            Result result = Result.of(benchmark.name(), benchmark.work(), machine, session, outcomes);
            out.println();
            out.println(Markdown.tables(result));
            write(root, result, out);
            return result.entries().stream().allMatch(e -> e.failures().isEmpty());
        } finally {
            Folders.remove(folder);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private void write(Path root, Result result, PrintWriter out) throws IOException {
        boolean full = events >= FULL_SIZE && runs >= FULL_RUNS && only.isEmpty();
        Path to = results != null ? results : root.resolve(full ? "benchmarks/results" : "benchmarks/target/results");
        Folders.make(to);
        Path page = Files.writeString(to.resolve(result.benchmark() + ".md"), Markdown.of(result));
        Files.writeString(to.resolve(result.benchmark() + ".json"), JsonReport.of(result));
        out.println("written to " + root.relativize(page.toAbsolutePath()) + " and .json beside it");
        out.flush();
    }
}
