package dev.runnel.schema.registry;

import dev.runnel.schema.compatibility.CompatibilityLevel;

/** What a program asks of a schema registry. Thread safe; every method may wait for an answer. */
public interface SchemaRegistry {

    /**
     * Registers a schema: its id, the same for the same schema.
     *
     * @throws RegistryException when the registry refuses it or cannot be asked
     */
    int register(String subject, SchemaText schema) throws RegistryException;

    /**
     * The schema of an id.
     *
     * @throws RegistryException 40403 when no schema has it, or when the registry cannot be asked
     */
    SchemaText schema(int id) throws RegistryException;

    /**
     * The schema of a subject's version, as a reference names it.
     *
     * @throws RegistryException 40401 or 40402 when there is none, or when the registry cannot be asked
     */
    SchemaText schema(String subject, int version) throws RegistryException;

    /** Sets what a subject asks of new versions. */
    void setLevel(String subject, CompatibilityLevel level) throws RegistryException;
}
