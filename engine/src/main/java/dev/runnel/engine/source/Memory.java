package dev.runnel.engine.source;

/**
 * What looks for splits remember.
 *
 * @param none before the first look
 * @param form in checkpoints
 */
public record Memory<M>(M none, Form<M> form) {}
