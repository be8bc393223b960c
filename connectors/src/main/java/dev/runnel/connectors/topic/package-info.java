/** What connectors that write into Kafka topics share. */
package dev.runnel.connectors.topic;
