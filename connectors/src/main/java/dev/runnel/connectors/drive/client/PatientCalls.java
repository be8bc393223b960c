package dev.runnel.connectors.drive.client;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Asks, and again while that may help; puts into words what does not. Thread safe. */
record PatientCalls(DriveFailures failures, Patience patience, Waiting waiting) {

    /** What asks for one thing. */
    @FunctionalInterface
    interface Call<T> {
        T ask() throws IOException;
    }

    /**
     * Asks, and again while it may help.
     *
     * @param doing what is asked, fit to follow "Google Drive could not"
     */
    <T> T ask(String doing, Call<T> call) throws IOException {
        try {
            T answer = Failsafe.with(patience.<T>policy(waiting)).get(() -> once(doing, call));
            waiting.ends();
            return answer;
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while Google Drive was asked to " + doing);
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    /** Asks once. */
    <T> T once(String doing, Call<T> call) throws IOException {
        try {
            return call.ask();
        } catch (DriveException | ContentException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) { // what is no JSON is either of them
            throw failures.of(doing, e);
        }
    }
}
