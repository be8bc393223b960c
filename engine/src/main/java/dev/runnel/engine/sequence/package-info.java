/** Sources that one reader reads, record after record, and that can go on behind a position. */
package dev.runnel.engine.sequence;
