/** Rows as lines of one CSV file (RFC 4180). */
package dev.runnel.connectors.csv;
