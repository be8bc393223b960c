package dev.runnel.core.diagnostic;

import java.util.Locale;

/** Every kind of mistake that a check can find: a closed list with stable names. */
public enum Code {
    FILE_MISSING("A file that the pipeline names is not there."),
    SYNTAX("The text is not YAML (or not JSON)."),
    UNKNOWN_KEY("A key that no declaration knows."),
    DUPLICATE_KEY("The same key twice in one mapping."),
    MISSING_KEY("A key that must be there is absent."),
    WRONG_SHAPE("A list where a mapping is wanted, or the like."),
    WRONG_VALUE("A value outside what its option allows."),
    UNKNOWN_TYPE("A field type that does not exist."),
    UNKNOWN_CONNECTOR("A source or destination type that does not exist."),
    BAD_PLUGIN("A jar in plugins/ that cannot be used."),
    UNKNOWN_FIELD("A name that is no field of the stream."),
    BAD_CONSTRAINT("A constraint that does not fit its field's type."),
    BAD_NAME("A name with characters that topics, tables or SQL cannot carry."),
    CONFLICT("Two declarations that claim the same path, topic or table."),
    SECRET("A password or key written out instead of referred to."),
    VARIABLE_UNSET("An environment variable or secret file that is not there."),
    BAD_SQL("A query that the planner refuses."),
    NEEDS_RESTART("A change that a running pipeline cannot take on."),
    BREAKING("A change of a contract that the stream promised not to make."),
    UNREACHABLE("An endpoint that does not answer.");

    private final String meaning;

    Code(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for the reference page. */
    public String meaning() {
        return meaning;
    }

    /** The name in output and documents, {@code unknown_key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
