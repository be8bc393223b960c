package dev.runnel.gateway;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.ConditionEngine;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.gateway.collect.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a gateway serves and where. Immutable; begin with {@link #of} and change what is to be different.
 *
 * @param host address to listen on
 * @param port 0 for any that is free
 * @param insecure whether an address that others can reach is allowed, though nobody has to sign in
 * @param queries what answers {@code /v1/query}; closed by its owner
 * @param conditions what finds invalid records by a condition; closed by its owner
 * @param inputs model to the streams and models it reads, as far as the planner knows; asked every second
 * @param eventLoops threads that serve HTTP, at least 1
 */
public record GatewaySettings(
        Pipeline pipeline,
        Environment environment,
        String host,
        int port,
        boolean insecure,
        Optional<QueryEngine> queries,
        Optional<ConditionEngine> conditions,
        JobMonitor jobs,
        Supplier<Map<String, List<String>>> inputs,
        Limits limits,
        int eventLoops) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_LOOPS = 2;

    public GatewaySettings {
        if (port < 0 || port > 65_535 || eventLoops < 1) {
            throw new IllegalArgumentException("a port is 0 to 65535, and one event loop is the least");
        }
    }

    /** On loopback, without queries, jobs or lineage, with the usual limits. */
    public static GatewaySettings of(Pipeline pipeline, Environment environment, int port) {
        return new GatewaySettings(
                pipeline,
                environment,
                LOOPBACK,
                port,
                false,
                Optional.empty(),
                Optional.empty(),
                List::of,
                Map::of,
                Limits.DEFAULT,
                Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors()));
    }

    /** The same on another address. */
    public GatewaySettings listenOn(String newHost, boolean newInsecure) {
        return new GatewaySettings(
                pipeline,
                environment,
                newHost,
                port,
                newInsecure,
                queries,
                conditions,
                jobs,
                inputs,
                limits,
                eventLoops);
    }

    /** The same with something that answers queries. */
    public GatewaySettings answerQueries(QueryEngine engine) {
        return new GatewaySettings(
                pipeline,
                environment,
                host,
                port,
                insecure,
                Optional.of(engine),
                conditions,
                jobs,
                inputs,
                limits,
                eventLoops);
    }

    /** The same with something that finds invalid records by a condition. */
    public GatewaySettings findBy(ConditionEngine engine) {
        return new GatewaySettings(
                pipeline,
                environment,
                host,
                port,
                insecure,
                queries,
                Optional.of(engine),
                jobs,
                inputs,
                limits,
                eventLoops);
    }

    /** The same, showing the engine's jobs and what the planner knows of each model's inputs. */
    public GatewaySettings show(JobMonitor newJobs, Supplier<Map<String, List<String>>> newInputs) {
        return new GatewaySettings(
                pipeline,
                environment,
                host,
                port,
                insecure,
                queries,
                conditions,
                newJobs,
                newInputs,
                limits,
                eventLoops);
    }

    /** The same with other bounds. */
    public GatewaySettings within(Limits newLimits) {
        return new GatewaySettings(
                pipeline, environment, host, port, insecure, queries, conditions, jobs, inputs, newLimits, eventLoops);
    }
}
