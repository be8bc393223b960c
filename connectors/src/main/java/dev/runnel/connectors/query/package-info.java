/**
 * SQL over what a pipeline landed, by DuckDB inside the process. Tables are views over the files that are there when a
 * query begins: a stream or model by its name, its invalid records as {@code <name>_invalid}, and each by its
 * table's name as well. Partition folders are no columns of their own: the columns they were made from are in the files.
 */
package dev.runnel.connectors.query;
