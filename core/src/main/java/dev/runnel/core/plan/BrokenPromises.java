package dev.runnel.core.plan;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.util.List;

/** Finds the changes of contracts that their streams promised not to make. Needs no server and no planner. */
public final class BrokenPromises {
    private BrokenPromises() {}

    /**
     * Every refused change, each with the choices that there are. A stream with another log than before is a new version,
     * and nothing of it is refused.
     */
    public static List<Diagnostic> of(Pipeline before, Pipeline after) {
        Diagnostics out = new Diagnostics();
        for (Stream stream : after.streams()) {
            before.stream(stream.name())
                    .filter(was -> was.log().topic().equals(stream.log().topic()))
                    .ifPresent(was -> report(was, stream, out));
        }
        return out.all();
    }

    private static void report(Stream was, Stream is, Diagnostics out) {
        for (FieldChange change :
                ContractComparison.of(was.contract().type(), is.contract().type())) {
            if (change.breaks(was.compatibility())) {
                out.error(
                        Code.BREAKING,
                        is.at(),
                        "stream '" + is.name() + "' promises compatibility: "
                                + was.compatibility().id() + ", and " + change.text(),
                        "undo it, or make a new version (another 'log: { topic }', and other tables), or run with"
                                + " --allow-breaking");
            }
        }
    }
}
