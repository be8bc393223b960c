/** Rows of a database's table: H2, PostgreSQL, MariaDB and MySQL. */
package dev.runnel.connectors.jdbc;
