/** Messages that a server sends on and on: over a WebSocket, or as server-sent events. */
package dev.runnel.connectors.web.follow;
