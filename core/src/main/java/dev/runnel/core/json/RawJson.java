package dev.runnel.core.json;

/**
 * JSON text that is written as it is.
 *
 * @param text one JSON value; nobody checks it again
 */
public record RawJson(String text) {}
