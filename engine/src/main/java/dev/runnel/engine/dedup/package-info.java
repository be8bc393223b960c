/** Records that a client sent again are dropped on their way from the log, the same ones in every job. */
package dev.runnel.engine.dedup;
