/** Delimited text: CSV (RFC 4180) and its relatives, parsed by FastCSV. */
package dev.runnel.connectors.format.csv;
