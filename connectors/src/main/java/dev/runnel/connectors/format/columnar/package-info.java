/** Parquet and Avro files: formats that know the types of their columns. */
package dev.runnel.connectors.format.columnar;
