/** Tables as a source of Flink's: one part of the work for each range of a key, which knows how far it is read. */
package dev.runnel.connectors.jdbc.pull;
