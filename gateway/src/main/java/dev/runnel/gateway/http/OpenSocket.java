package dev.runnel.gateway.http;

/** A WebSocket that is open, to those who count it. Thread safe. */
public interface OpenSocket {
    /** Says that the server goes away, and closes; what was promised to the client before that is kept first. */
    void close();
}
