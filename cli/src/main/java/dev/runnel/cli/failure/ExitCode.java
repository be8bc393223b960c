package dev.runnel.cli.failure;

/** What the process answers to whoever started it. The only place that defines these numbers. */
public enum ExitCode {
    OK(0, "All went well."),
    RUN_FAILED(1, "The work itself failed: a query was refused, a job gave up, a server refused records."),
    INVALID_PIPELINE(2, "The pipeline or the command line has mistakes; nothing was started."),
    ENVIRONMENT(3, "The machine is not ready: a port or a folder is in use, the disk is full, a server is away.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One sentence for the reference page. */
    public String meaning() {
        return meaning;
    }
}
