/** Tables and queries of databases read as records: divided, resumed, or only what came since the last read. */
package dev.runnel.connectors.jdbc.source;
