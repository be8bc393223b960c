package dev.runnel.core.connector;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import java.nio.file.Path;

/**
 * A system that Runnel reads from or writes to, found by {@link java.util.ServiceLoader}. Stateless and thread safe.
 * Loading a connector's class must load no class of the system it speaks to: {@code check} runs without them.
 */
public interface Connector {

    /** The declaration from which the parser, the checks, the reference page and the JSON Schema are made. */
    ConnectorSpec spec();

    /**
     * Reports mistakes that single options cannot show. Pure: no I/O.
     *
     * @param settings already parsed by the declared options
     * @param type the rows of the stream; for a model, whose columns are known only to the planner, without fields
     */
    default void check(Settings settings, RecordType type, Diagnostics out) {}

    /**
     * Asks the system whether it answers, takes the credentials, and has what the settings name: the only I/O before a run.
     * It reads no record, changes nothing, and gives up after some seconds. What is wrong is reported with {@link
     * dev.runnel.core.diagnostic.Code#UNREACHABLE} at the option that it follows from, and with what to do.
     *
     * @param settings already checked
     * @param directory the pipeline's folder
     * @param files what may be read beyond it, and how
     */
    default void probe(Settings settings, Path directory, FileAccess files, Diagnostics out) {}
}
