package dev.runnel.engine.cluster;

/** A cluster could not be started, or refused a job. The message says which, why, and what to do. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }

    public ClusterException(String message) {
        super(message);
    }
}
