package dev.runnel.connectors.web.follow;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection to a server that sends messages, made again and again; one at a time. Thread safe. */
interface Line extends AutoCloseable {

    /** Hears of a connection, on any thread. */
    interface Listener {
        /** It is there, though nothing may have come. */
        void connected();

        void came(Message message);

        /** How long the server wants to be left alone when the connection is lost. */
        void retry(long millis);
    }

    /**
     * Connects.
     *
     * @param lastId the last identifier that came; null for none
     * @return completes when the connection is lost: with the reason, where something had come, else exceptionally with a
     *     {@link dev.runnel.connectors.web.request.RequestFailure}
     */
    CompletableFuture<String> open(@Nullable String lastId);

    /** Ends the connection, if there is one. */
    @Override
    void close();
}
