package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.ViewOptions;

/** The view's declaration, for tests of the reader. */
final class ViewConnector implements Connector {
    @Override
    public ConnectorSpec spec() {
        return ViewOptions.SPEC;
    }
}
