/** Changes of tables, from the logs that databases keep for their replicas, read by Debezium. */
package dev.runnel.connectors.jdbc.cdc;
