package dev.runnel.engine.landing;

/** Too many of a stream's last records were invalid ({@code stop_after}): its landing ends and is not restarted. */
final class StoppedStreamException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedStreamException(String stream, int invalid, int of) {
        super("the landing of '" + stream + "' is stopped: " + invalid + " of its last " + of
                + " records were invalid (stop_after). Mend the topic's producer; raise stop_after to read past them");
    }
}
