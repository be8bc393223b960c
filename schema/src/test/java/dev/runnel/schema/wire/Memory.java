package dev.runnel.schema.wire;

import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.registry.Entry;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.RegistryLookup;
import dev.runnel.schema.registry.RegistryRules;
import dev.runnel.schema.registry.RegistryState;
import dev.runnel.schema.registry.SchemaRegistry;
import dev.runnel.schema.registry.SchemaText;
import java.util.List;
import java.util.Optional;

/** The real registry's rules over content in memory. */
final class Memory implements SchemaRegistry {
    private final RegistryState state = new RegistryState();

    private <T> T done(RegistryRules.Decision<T> decision) {
        List<Entry> entries = decision.entries();
        entries.forEach(state::apply);
        return decision.answer();
    }

    @Override
    public int register(String subject, SchemaText schema) throws RegistryException {
        return done(RegistryRules.register(
                state, subject, new RegistryRules.Wish(schema, false, Optional.empty(), Optional.empty())));
    }

    @Override
    public SchemaText schema(int id) throws RegistryException {
        return RegistryLookup.schema(state, id);
    }

    @Override
    public SchemaText schema(String subject, int version) throws RegistryException {
        return RegistryLookup.version(state, subject, version, false).schema();
    }

    @Override
    public void setLevel(String subject, CompatibilityLevel level) throws RegistryException {
        done(RegistryRules.setLevel(Optional.of(subject), level.name()));
    }
}
