package dev.runnel.core.connector;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import java.net.URI;

/** A destination that writes below the environment's lake. */
public interface WritesLake extends Connector {

    /**
     * Reports what cannot be written to the lake of an environment file. Pure: the lake is not looked at.
     *
     * @param settings already parsed by the declared options
     * @param type of the rows; empty where only a query tells
     * @param lake its root
     */
    void checkLake(Settings settings, RecordType type, URI lake, Diagnostics out);
}
