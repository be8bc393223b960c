package dev.runnel.engine.collect;

/** Too many of a source's last records were invalid ({@code stop_after}): it is not read further, and not restarted. */
public final class StoppedSourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoppedSourceException(String stream, int invalid, int of) {
        super("the source of '" + stream + "' is not read further: " + invalid + " of its last " + of
                + " records were invalid (stop_after). Mend what it gives; raise stop_after to read past them");
    }
}
