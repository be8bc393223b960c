package dev.runnel.cli.failure;

/**
 * Ends a command. The message is for the user: what went wrong, with what, and what to do. It is printed without a stack
 * trace unless {@code --debug} is given.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public CommandFailure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public CommandFailure(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
