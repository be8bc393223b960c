package dev.runnel.gateway;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.collect.Collect;
import dev.runnel.gateway.collect.Stops;
import dev.runnel.gateway.docs.Docs;
import dev.runnel.gateway.drift.Drifts;
import dev.runnel.gateway.drift.LogDrift;
import dev.runnel.gateway.http.Health;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.invalid.InvalidRoutes;
import dev.runnel.gateway.invalid.Replayed;
import dev.runnel.gateway.live.Live;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.log.Topics;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.registry.StreamSchemas;
import dev.runnel.gateway.view.ViewRoutes;
import dev.runnel.gateway.view.Views;
import dev.runnel.gateway.web.Pages;
import dev.runnel.schema.registry.SchemaRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** All that the gateway makes of one version of the pipeline. Thread safe. */
final class Face {
    /** How long an exchange waits for views to be read again. */
    private static final Duration VIEWS_READ = Duration.ofSeconds(3);

    private static final Duration REGISTERED = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final StreamSchemas schemas;
    private final Drifts drifts;
    private final LogDrift logDrift;
    private final Views views;
    private final ViewRoutes viewRoutes;
    private final Live live;
    private final InvalidRoutes invalid;
    private final Collect collect;
    private final Docs docs;
    private final Pages pages;

    /** What all versions have in common; owned by the gateway. */
    record Shared(
            Vertx vertx, KafkaClients clients, Admin admin, Metrics metrics, LogWriter log, SchemaRegistry registry) {}

    Face(Pipeline pipeline, GatewaySettings settings, Shared shared) {
        Metrics metrics = shared.metrics();
        Replayed replayed = new Replayed();
        this.vertx = shared.vertx();
        this.schemas = new StreamSchemas(pipeline, shared.registry());
        this.drifts = new Drifts(pipeline, settings.environment().dataDir());
        this.logDrift = new LogDrift(
                pipeline, shared.clients(), new Topics(shared.admin()), schemas, new LogDrift.Found(drifts, metrics));
        this.views = new Views(pipeline);
        this.viewRoutes = new ViewRoutes(pipeline, views, new Health(shared.log()::trouble), metrics);
        Stops stops = new Stops(pipeline);
        this.live = new Live(
                pipeline,
                new Live.Kafka(shared.clients(), shared.admin(), schemas),
                new Live.Shown(settings.jobs(), settings.inputs(), drifts, replayed, stops::why),
                views,
                metrics);
        this.invalid = new InvalidRoutes(
                pipeline, shared.clients(), shared.log(), schemas, settings.conditions(), replayed, metrics);
        views.read(shared.clients(), new Topics(shared.admin()));
        this.collect = new Collect(
                pipeline, shared.log(), new Collect.Contracts(schemas, drifts), metrics, settings.limits(), stops);
        this.docs = new Docs(pipeline);
        this.pages = new Pages(Pages.DASHBOARD, pipeline.site());
    }

    void mount(Methods methods) {
        collect.mount(vertx, methods);
        live.mount(vertx, methods);
        viewRoutes.mount(vertx, methods);
        invalid.mount(vertx, methods);
        docs.mount(methods);
        pages.mount(vertx, methods);
    }

    /** Writes what the next version begins with. */
    void keep() {
        drifts.save();
    }

    /** Why records of some stream are not taken; empty when all are. */
    Optional<String> trouble() {
        return schemas.trouble();
    }

    /** The sources that give nothing at present, as {@code /readyz} tells of them. */
    JsonArray degraded() {
        return live.degraded();
    }

    /** Waits until every stream's schema is registered; says why when one is not, after some seconds. */
    Optional<String> awaitSchemas() {
        long deadline = System.nanoTime() + REGISTERED.toNanos();
        while (trouble().isPresent() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
        }
        return trouble();
    }

    /** Waits until the views that both have were read again, for some seconds at most. */
    void awaitViewsOf(Face before) {
        views.awaitRowsOf(before.views, VIEWS_READ);
    }

    void closeSockets() {
        collect.closeSockets();
        live.closeSockets();
        viewRoutes.closeSockets();
    }

    void close() {
        views.close();
        live.close();
        invalid.close();
        schemas.close();
        logDrift.close();
        drifts.close();
    }
}
