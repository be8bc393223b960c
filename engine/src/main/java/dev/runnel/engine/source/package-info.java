/**
 * What sources have in common that are read split by split: looked for now and then, handed out to whoever has nothing to
 * read, and read each by a cursor that knows how far it is. A connector extends {@link
 * dev.runnel.engine.source.PulledSource} and says only what is its own.
 */
package dev.runnel.engine.source;
