package dev.runnel.core.diagnostic;

import java.util.Optional;

/**
 * One mistake of a user's, as a value.
 *
 * @param message what is wrong, in a sentence without a full stop
 * @param suggestion what to do about it, where that is known
 */
public record Diagnostic(Code code, Severity severity, Location at, String message, Optional<String> suggestion) {

    /** {@code file:line:column: error: message (suggestion)}, as compilers print it. */
    @Override
    public String toString() {
        String kind = severity == Severity.ERROR ? "error" : "warning";
        return at + ": " + kind + ": " + message + suggestion.map(s -> "; " + s).orElse("") + " [" + code.id() + "]";
    }
}
