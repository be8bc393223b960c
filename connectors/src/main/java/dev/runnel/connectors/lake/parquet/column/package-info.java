/**
 * The columns of one Parquet row group being written: values are encoded as they come, into pages that parquet-java
 * compresses, describes and places. Encodings are those of the format's Encodings document: dictionary, then plain.
 */
package dev.runnel.connectors.lake.parquet.column;
