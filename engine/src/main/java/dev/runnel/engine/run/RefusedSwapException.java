package dev.runnel.engine.run;

import java.util.List;
import java.util.stream.Collectors;

/** A job of another version of a pipeline could not be started, so that the version before runs again. */
public final class RefusedSwapException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param undone what was done to run the version before again */
    RefusedSwapException(List<Swapped> refused, List<Swapped> undone) {
        super(sentence(refused, undone));
    }

    private static String sentence(List<Swapped> refused, List<Swapped> undone) {
        String again = undone.stream()
                .map(job -> job.why().isPresent() ? job.toString() : job.job())
                .collect(Collectors.joining(", "));
        return words(refused) + (again.isEmpty() ? "" : "; as before the edit again: " + again);
    }

    private static String words(List<Swapped> jobs) {
        return jobs.stream().map(Swapped::toString).collect(Collectors.joining("; "));
    }
}
