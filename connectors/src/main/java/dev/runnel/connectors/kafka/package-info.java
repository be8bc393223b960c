/** Kafka topics: rows written as values, and the values of an existing topic read. */
package dev.runnel.connectors.kafka;
