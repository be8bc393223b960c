package dev.runnel.gateway.registry;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.registry.SchemaRegistry;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The environment's registry, or the gateway's own one, which is served too. Thread safe. */
public final class Registry implements AutoCloseable {
    /** Where the gateway serves its own one. */
    public static final String PATH = RegistryRoutes.PREFIX;

    private final Optional<RegistryLog> own;
    private final SchemaRegistry registry;

    /** @param admin owned by the caller */
    public Registry(Pipeline pipeline, Environment environment, KafkaClients clients, Admin admin) {
        if (environment.registry().isPresent()) {
            own = Optional.empty();
            registry = new RegistryClient(environment.registry().get());
        } else {
            RegistryLog log = new RegistryLog(clients, admin, Names.schemasTopic(pipeline.name()));
            own = Optional.of(log);
            registry = new OwnRegistry(log);
        }
    }

    /** What registers and looks up. */
    public SchemaRegistry schemas() {
        return registry;
    }

    /** Adds its routes, where it is the gateway's own. */
    public void mount(Vertx vertx, Methods methods) {
        own.ifPresent(log -> new RegistryRoutes(log).mount(vertx, methods));
    }

    @Override
    public void close() {
        own.ifPresent(RegistryLog::close);
    }
}
