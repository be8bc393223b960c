package dev.runnel.core.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects every mistake of one check, so that none hides behind the first. Not thread safe. */
public final class Diagnostics {
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
                    (Diagnostic d) -> d.at().file().toString())
            .thenComparingInt(d -> d.at().line())
            .thenComparingInt(d -> d.at().column());

    private final List<Diagnostic> found = new ArrayList<>();

    public void error(Code code, Location at, String message) {
        found.add(new Diagnostic(code, Severity.ERROR, at, message, Optional.empty()));
    }

    public void error(Code code, Location at, String message, String suggestion) {
        found.add(new Diagnostic(code, Severity.ERROR, at, message, Optional.of(suggestion)));
    }

    public void warning(Code code, Location at, String message, String suggestion) {
        found.add(new Diagnostic(code, Severity.WARNING, at, message, Optional.of(suggestion)));
    }

    /** An error for a name that does not exist, with the closest one that does. */
    public void unknown(Code code, Location at, String what, String given, Collection<String> valid) {
        String message = "unknown " + what + " '" + given + "'";
        String suggestion = ClosestName.of(given, valid)
                .map(name -> "did you mean '" + name + "'?")
                .orElseGet(() -> valid.isEmpty()
                        ? "none is known here"
                        : "valid are "
                                + String.join(", ", valid.stream().sorted().toList()));
        error(code, at, message, suggestion);
    }

    /** All of them, by file, line and column. */
    public List<Diagnostic> all() {
        return found.stream().sorted(BY_PLACE).toList();
    }

    /** Whether an error was found at that pointer or below it: what hangs on it need not be reported too. */
    public boolean hasErrorAt(String pointer) {
        return found.stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .map(d -> d.at().pointer())
                .anyMatch(p -> p.equals(pointer) || p.startsWith(pointer + "."));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
