package dev.runnel.engine.run;

import dev.runnel.core.diagnostic.Diagnostic;
import java.util.List;

/** A pipeline whose models cannot run: every mistake with its place. */
public final class InvalidPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    public InvalidPipelineException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).reduce("", (all, one) -> all + one + "\n"));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
