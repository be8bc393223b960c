package dev.runnel.bench.process;

/** A contender that did not do its work: the run counts as failed, and the benchmark goes on. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunFailedException(String message) {
        super(message);
    }

    public RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
