package dev.runnel.core.connector;

import java.util.Locale;

/** Which end of a stream a connector serves. A system that can be both declares two connectors. */
public enum Role {
    SOURCE,
    DESTINATION;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
