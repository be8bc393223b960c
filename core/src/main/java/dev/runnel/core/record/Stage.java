package dev.runnel.core.record;

import java.util.Locale;

/** Where in its way a record failed. */
public enum Stage {
    /** At the gateway or in a source, before the log. */
    COLLECT("Before the log: the gateway or a source did not take the record; whoever sent it was told."),
    /** In the log's bytes: another producer wrote to the topic. */
    DECODE(
            "In the log: another producer wrote to the topic. The record stays there; no destination and no model sees it."),
    /** In a model's data check. */
    EXPECT("In a model: the row of its result failed a data check (`expect`)."),
    /** At a destination. */
    WRITE(
            "At a destination, which refused the row. Other destinations have it. A destination that is away refuses nothing: it is"
                    + " waited for.");

    private final String meaning;

    Stage(String meaning) {
        this.meaning = meaning;
    }

    /** One or two sentences for the reference page. */
    public String meaning() {
        return meaning;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
