/** Rows as JSON values of a Kafka topic. */
package dev.runnel.connectors.kafka;
