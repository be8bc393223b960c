/** What one kind of database does otherwise than another. */
package dev.runnel.connectors.jdbc.dialect;
