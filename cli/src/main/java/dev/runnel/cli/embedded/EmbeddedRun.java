package dev.runnel.cli.embedded;

import dev.runnel.broker.EmbeddedKafka;
import dev.runnel.cli.data.DataFolder;
import dev.runnel.cli.data.EmbeddedEnvironment;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.connectors.query.InvalidConditions;
import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.Trouble;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.query.ConditionEngine;
import dev.runnel.engine.cluster.ClusterException;
import dev.runnel.engine.cluster.EmbeddedCluster;
import dev.runnel.engine.cluster.EmbeddedSettings;
import dev.runnel.engine.run.BoundedRun;
import dev.runnel.engine.run.Engine;
import dev.runnel.engine.run.InvalidPipelineException;
import dev.runnel.engine.run.RefusedSwapException;
import dev.runnel.engine.run.RunningPipeline;
import dev.runnel.engine.run.Swapped;
import dev.runnel.gateway.Gateway;
import dev.runnel.gateway.GatewayException;
import dev.runnel.gateway.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline with everything it needs inside this process. Kafka, Flink, the planner and the gateway start side by side;
 * they end in the order in which records flow, so that nothing acknowledged is left behind. One thread starts, waits and
 * closes.
 */
public final class EmbeddedRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRun.class);
    private static final String LOOPBACK = "127.0.0.1";
    /** What the gateway's two seconds and Kafka's one leave of five. */
    private static final Duration TO_STOP_JOBS = Duration.ofMillis(2_000);

    /** Who ended by itself has nobody who waits at a terminal. */
    private static final Duration TO_STOP_ENDED_JOBS = Duration.ofMinutes(2);

    private static final int SPARE_JOBS = 8;

    private final RunSettings settings;
    private volatile Pipeline pipeline;
    private volatile List<Trouble> troubles = List.of();
    private final RunEnd end;
    private final StartupTimes times;
    private final RunPorts ports;
    private final DataFolder folder;
    private final Environment environment;
    private final int slots;
    private final DiskGuard disk;
    private final LazyQuery queries;
    private final ConditionEngine conditions;
    private final CompletableFuture<EmbeddedKafka> kafka;
    private final CompletableFuture<Gateway> gateway;
    private final CompletableFuture<EmbeddedCluster> cluster;
    private final CompletableFuture<LogTopics> topics;
    private final CompletableFuture<LogTopics.Counts> before;
    private final CompletableFuture<RunningPipeline> jobs;
    private Duration accepting = Duration.ZERO;
    private long openSince = System.nanoTime();
    private boolean ended;
    private Optional<EndWatch> watched = Optional.empty();
    private List<JobMonitor.JobStatus> lastStates = List.of();

    private EmbeddedRun(RunSettings settings, RunEnd end, StartupTimes times, RunPorts ports, DataFolder folder) {
        this.settings = settings;
        this.pipeline = settings.pipeline();
        this.end = end;
        this.times = times;
        this.ports = ports;
        this.folder = folder;
        Environment embedded = EmbeddedEnvironment.of(folder.root(), LOOPBACK + ":" + ports.kafka())
                .with(EnvironmentFile.read(pipeline.directory(), System.getenv(), new Diagnostics()));
        environment = pipeline.registry().map(embedded::with).orElse(embedded);
        disk = DiskGuard.start(folder.root(), end::fail);
        slots = slots();
        EmbeddedSettings flink = new EmbeddedSettings(
                ports.flink(), slots, folder.temporary(), embedded.files().fileSystems());
        queries = new LazyQuery(() -> new LakeQuery(pipeline, environment));
        conditions = new LazyConditions(() -> new InvalidConditions(environment.dataDir()));
        // Written before anything listens, so that who finds it ready finds these too.
        Endpoints.ofThisProcess(http(), environment.bootstrapServers(), flink()).write(folder.root());
        KafkaFailure.tell(why -> end.fail(kafkaFailed("stopped", why)));

        kafka = Parts.start("Kafka", times, this::startKafka);
        gateway = Parts.start("gateway", times, () -> Gateway.start(gatewaySettings()));
        cluster = Parts.start("Flink", times, () -> EmbeddedCluster.start(flink));
        Parts.start("planner", times, () -> Engine.warmUp().join());
        topics = kafka.thenApplyAsync(k -> makeTopics(k.bootstrapServers()));
        before = topics.thenApplyAsync(t -> t.count(pipeline));
        jobs = topics.thenCombineAsync(cluster, (t, c) -> Engine.start(pipeline, withRegistry(), c));
    }

    /**
     * Starts everything and returns when records are taken; the jobs follow.
     *
     * @param end by what the run ends; also completed from here, when Kafka gives up or the disk is full
     * @throws CommandFailure when it cannot start; everything that had started is ended then
     */
    public static EmbeddedRun start(RunSettings settings, LogFormat format, boolean debug, RunEnd end) {
        StartupTimes times = new StartupTimes();
        RunPorts ports = RunPorts.choose(settings);
        DataFolder folder = DataFolder.open(settings.dataDir());
        EmbeddedRun run;
        try {
            Logs.configure(format, folder.log(), debug);
            run = new EmbeddedRun(settings, end, times, ports, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        try {
            run.awaitReady();
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e instanceof GatewayException
                    ? new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()), e)
                    : e;
        }
    }

    private void awaitReady() {
        end.awaitStart(gateway);
        end.awaitStart(topics);
        end.awaitStart(CompletableFuture.runAsync(() -> Readiness.await(http())));
        openSince = System.nanoTime();
        accepting = times.sinceCommand();
        end.awaitStart(before);
    }

    /**
     * Waits until every job was handed to Flink.
     *
     * @throws CommandFailure when a model's query has a mistake
     */
    public void awaitJobs() {
        try {
            end.awaitStart(end.awaitStart(jobs).started());
        } catch (InvalidPipelineException e) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    "the pipeline has mistakes\n"
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        } catch (ClusterException e) {
            LOG.error("{}; the rest of the pipeline runs", e.getMessage(), e);
        }
    }

    /**
     * From now on the run ends when the sources that end have ended and all that they brought is in its place; by a failure
     * when it cannot come there.
     */
    public void endWithSources() {
        watched = Optional.of(EndWatch.start(jobs.join(), end));
    }

    /** Every job as it is now. */
    public List<JobMonitor.JobStatus> jobs() {
        return new States().jobs();
    }

    /** The streams whose sources end, by the names of the jobs that read them. */
    public Map<String, String> endingSources() {
        return BoundedRun.endingStreams(pipeline).stream()
                .collect(Collectors.toMap(s -> Names.collectJob(pipeline.name(), s.name()), Stream::name));
    }

    /** How long starting took, part by part: {@code records are taken after 2.8 s, jobs run after 6.0 s (...)}. */
    public String startup() {
        return "records are taken after " + StartupTimes.seconds(accepting) + ", jobs run after "
                + StartupTimes.seconds(times.sinceCommand()) + " (" + times.parts() + ")";
    }

    /** Where the gateway listens, without a path. */
    public URI http() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("http://" + host + ":" + ports.http());
    }

    /** Where Flink's own pages are. */
    public URI flink() {
        return URI.create("http://" + LOOPBACK + ":" + ports.flink());
    }

    /** Kafka's bootstrap servers. */
    public String kafka() {
        return environment.bootstrapServers();
    }

    /** The data folder. */
    public Path data() {
        return folder.root();
    }

    /** What runs now. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** What would become of this run by another version of its pipeline. */
    Exchange exchange(Pipeline next, Diagnostics out) {
        return new Exchange(pipeline, next, slots, Engine.slots(next, environment), out);
    }

    /**
     * Runs another version of the pipeline from now on: the jobs that differ, then the gateway and the queries. Landings go
     * first, for they read by a new contract what was posted by the old one, and not the other way round.
     *
     * @return what was done to each job that differs
     * @throws InvalidPipelineException when a query has a mistake; nothing was changed then
     * @throws GatewayException when the schema registry refuses a stream's schema; nothing was changed then
     * @throws RefusedSwapException when a job could not be started; what ran before runs again then
     */
    List<String> exchange(Pipeline next) {
        List<Diagnostic> mistakes = Engine.validate(next, environment);
        if (!mistakes.isEmpty()) {
            throw new InvalidPipelineException(mistakes);
        }
        trouble(List.of()); // what is served from now on has never heard of it
        topics.join().create(Engine.topics(next));
        List<Swapped> done;
        try (Gateway.Next served = gateway.join().prepare(next)) {
            done = jobs.join().swap(next);
            served.serve();
        }
        queries.renew(() -> new LakeQuery(next, environment));
        pipeline = next;
        return done.stream().map(Swapped::toString).toList();
    }

    /** Shows what is wrong with the pipeline as a whole, in place of what was shown before. */
    void trouble(List<Trouble> wrong) {
        troubles = List.copyOf(wrong);
    }

    /** Ends everything and says what the run did; empty when Kafka could not be asked any more. */
    public Optional<Summary> finish() {
        Duration open = Duration.ofNanos(System.nanoTime() - openSince);
        Optional<LogTopics.Counts> after = endServers();
        return after.map(counts ->
                new Accounts(pipeline, environment, queries, before.join(), counts, lastStates).summary(open));
    }

    private Optional<LogTopics.Counts> endServers() {
        ended = true;
        boolean byItself = watched.filter(EndWatch::hasEnded).isPresent();
        watched.ifPresent(EndWatch::close);
        Parts.end("gateway", gateway, Gateway::close);
        if (byItself) {
            Parts.end("jobs", jobs, running -> running.stop(TO_STOP_ENDED_JOBS), TO_STOP_ENDED_JOBS);
        } else {
            Parts.end("jobs", jobs, running -> running.stop(TO_STOP_JOBS));
        }
        lastStates = BoundedRun.endingStreams(pipeline).isEmpty() ? List.of() : jobs();
        Optional<LogTopics.Counts> counts = counted(); // sources write until their jobs have ended
        Parts.end("Flink", cluster, EmbeddedCluster::close);
        Parts.end("topics", topics, LogTopics::close);
        Parts.end("Kafka", kafka, EmbeddedKafka::close);
        return counts;
    }

    private Optional<LogTopics.Counts> counted() {
        if (!before.isDone() || before.isCompletedExceptionally()) {
            return Optional.empty();
        }
        try {
            return Optional.of(topics.join().count(pipeline));
        } catch (KafkaException e) {
            LOG.warn("the logs cannot be counted: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Ends everything that still runs, and lets the data folder go. */
    @Override
    public void close() {
        if (!ended) {
            endServers();
        }
        disk.close();
        queries.close();
        conditions.close();
        Endpoints.remove(folder.root());
        folder.close();
        if (settings.ephemeral()) {
            try {
                DataFolder.remove(folder.root());
            } catch (IOException e) {
                LOG.warn("{} cannot be removed: {}", folder.root(), e.toString());
            }
        }
    }

    private EmbeddedKafka startKafka() {
        try {
            return EmbeddedKafka.start(folder.kafka(), ports.kafka(), ports.kafkaController());
        } catch (IOException | RuntimeException e) {
            throw kafkaFailed("did not start", String.valueOf(e.getMessage()));
        }
    }

    /** For the jobs, which ask the gateway's own registry by HTTP where there is no other. */
    private Environment withRegistry() {
        URI own = URI.create("http://" + LOOPBACK + ":" + ports.http() + "/registry");
        return environment.registry().isPresent() ? environment : environment.with(RegistryAddress.open(own));
    }

    private CommandFailure kafkaFailed(String what, String why) {
        return new CommandFailure(
                ExitCode.ENVIRONMENT,
                "Kafka " + what + ": " + why + ". Its data is in " + folder.kafka() + ", the log in " + folder.log()
                        + ". What was acknowledged is safe; the same command goes on from there");
    }

    private LogTopics makeTopics(String bootstrapServers) {
        try (StartupTimes.Span span = times.begin("topics")) {
            LogTopics made = new LogTopics(bootstrapServers);
            made.create(Engine.topics(pipeline));
            return made;
        } catch (KafkaException e) {
            throw kafkaFailed("did not take the topics", String.valueOf(e.getMessage()));
        }
    }

    private GatewaySettings gatewaySettings() {
        return GatewaySettings.of(pipeline, environment, ports.http())
                .listenOn(settings.host(), settings.insecure())
                .answerQueries(queries)
                .findBy(conditions)
                .show(new States(), this::modelInputs);
    }

    /** While edits are taken on there may be more jobs than at the start. */
    private int slots() {
        int spare = settings.watch() ? SPARE_JOBS * environment.parallelism() : 0;
        return Engine.slots(pipeline, environment) + spare;
    }

    private final class States implements JobMonitor {
        @Override
        public List<JobStatus> jobs() {
            return started() ? jobs.join().jobs() : List.of();
        }

        @Override
        public List<Trouble> troubles() {
            return troubles;
        }
    }

    private Map<String, List<String>> modelInputs() {
        return started() ? jobs.join().inputs().getNow(Map.of()) : Map.of();
    }

    private boolean started() {
        return jobs.isDone() && !jobs.isCompletedExceptionally();
    }
}
