/** Files as a source of Flink's: one part of the work for each file, which knows how far it is read. */
package dev.runnel.connectors.files.source;
