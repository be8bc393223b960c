package dev.runnel.gateway.registry;

import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.registry.RegistryError;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.RegistryLookup;
import dev.runnel.schema.registry.RegistryRules;
import dev.runnel.schema.registry.SchemaRegistry;
import dev.runnel.schema.registry.SchemaText;
import java.util.Optional;

/** The gateway's own registry, asked from inside the process. */
final class OwnRegistry implements SchemaRegistry {
    private final RegistryLog log;

    OwnRegistry(RegistryLog log) {
        this.log = log;
    }

    @Override
    public int register(String subject, SchemaText schema) throws RegistryException {
        RegistryRules.Wish wish = new RegistryRules.Wish(schema, false, Optional.empty(), Optional.empty());
        return log.write(state -> RegistryRules.register(state, subject, wish));
    }

    /**
     * Registers the schema of a stream whose contract a run has taken: what the stream promises was judged on the contract
     * itself, field by field, and may have been set aside; so a schema that is refused is registered all the same. The
     * promise is what the subject then asks of others.
     */
    int registerContract(String subject, SchemaText schema, CompatibilityLevel promise) throws RegistryException {
        try {
            return register(subject, schema);
        } catch (RegistryException e) {
            if (!e.is(RegistryError.INCOMPATIBLE)) {
                throw e;
            }
            setLevel(subject, CompatibilityLevel.NONE);
            int id = register(subject, schema);
            setLevel(subject, promise);
            return id;
        }
    }

    @Override
    public SchemaText schema(int id) throws RegistryException {
        return log.read(state -> RegistryLookup.schema(state, id));
    }

    @Override
    public SchemaText schema(String subject, int version) throws RegistryException {
        return log.read(
                state -> RegistryLookup.version(state, subject, version, false).schema());
    }

    @Override
    public void setLevel(String subject, CompatibilityLevel level) throws RegistryException {
        log.write(state -> RegistryRules.setLevel(Optional.of(subject), level.name()));
    }
}
