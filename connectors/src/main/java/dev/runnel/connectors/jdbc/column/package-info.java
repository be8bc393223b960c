/** Columns of databases: their types, and their values as the JSON that contracts' decoders take. */
package dev.runnel.connectors.jdbc.column;
