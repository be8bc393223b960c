package dev.runnel.gateway.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;

/** A WebSocket and the connection that it was made on. */
public record Opened(ServerWebSocket socket, HttpConnection connection) {

    /**
     * Ends the connection at once. Closing in Vert.x's own way only sends a close frame, which waits for ever behind what
     * a stuck client does not read; there is no public way to the socket, so this goes around Vert.x's handlers.
     */
    public void sever() {
        if (connection instanceof HttpServerConnection server) {
            server.channelHandlerContext().channel().pipeline().firstContext().close();
        }
    }
}
