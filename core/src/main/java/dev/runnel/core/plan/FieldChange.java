package dev.runnel.core.plan;

import dev.runnel.core.contract.Compatibility;

/**
 * One difference between two contracts.
 *
 * @param path dotted path of the field; an element of a list is {@code tags[]}, a value of a map {@code prices{}}
 * @param was the declaration before, or empty where there was none
 * @param is the declaration now, or empty where there is none
 */
public record FieldChange(String path, Kind kind, String was, String is) {

    /** Every way in which a field can differ: a closed set. */
    public enum Kind {
        /** A new field that older records need not have: it is optional or has a default. */
        ADDED,
        /** A new field that older records lack and must have. */
        ADDED_REQUIRED,
        /** An optional field that is gone. */
        REMOVED,
        /** A required field that is gone. */
        REMOVED_REQUIRED,
        /** The only field of its type that is gone where just one of that type is new. */
        RENAMED,
        /** A type that holds every value of the one before: int to bigint, float to double, more digits of a decimal. */
        WIDENED,
        /** A type that does not hold every value of the one before, but the other way round. */
        NARROWED,
        /** A type that neither holds the values of the one before nor the other way round. */
        RETYPED,
        MADE_OPTIONAL,
        MADE_REQUIRED,
        /** Another rule, default, path or time format. The stored columns stay as they are. */
        RULES
    }

    /** Whether a stream that promises this refuses the change. */
    public boolean breaks(Compatibility promise) {
        return switch (promise) {
            case NONE -> false;
            case BACKWARD -> breaksBackward();
            case FORWARD -> breaksForward();
            case FULL -> breaksBackward() || breaksForward();
        };
    }

    private boolean breaksBackward() {
        return switch (kind) {
            case ADDED, WIDENED, MADE_OPTIONAL, RULES -> false;
            case ADDED_REQUIRED, REMOVED, REMOVED_REQUIRED, RENAMED, NARROWED, RETYPED, MADE_REQUIRED -> true;
        };
    }

    private boolean breaksForward() {
        return switch (kind) {
            case ADDED, ADDED_REQUIRED, REMOVED, NARROWED, MADE_REQUIRED, RULES -> false;
            case REMOVED_REQUIRED, RENAMED, WIDENED, RETYPED, MADE_OPTIONAL -> true;
        };
    }

    /** One line for people: what changed, and what that means. */
    public String text() {
        return switch (kind) {
            case ADDED -> "'" + path + "' " + is + " is new; older records have none";
            case ADDED_REQUIRED -> "'" + path + "' " + is + " is new and required, which older records lack";
            case REMOVED, REMOVED_REQUIRED -> "'" + path + "' " + was + " is gone";
            case RENAMED -> "'" + path + "' " + was + " is gone and '" + is + "' is new with the same type: renamed?";
            case WIDENED -> "'" + path + "' was " + was + " and is " + is + ", which holds all its values";
            case NARROWED -> "'" + path + "' was " + was + " and is " + is + ", which does not hold all its values";
            case RETYPED -> "'" + path + "' was " + was + " and is " + is + ", another type";
            case MADE_OPTIONAL -> "'" + path + "' was required and is optional";
            case MADE_REQUIRED -> "'" + path + "' was optional and is required, which older records may lack";
            case RULES -> "'" + path + "' has other rules from now on";
        };
    }
}
