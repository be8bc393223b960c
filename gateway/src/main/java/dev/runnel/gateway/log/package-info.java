/** The gateway's side of Kafka: one producer that never blocks, and readers that follow topics as they come and go. */
package dev.runnel.gateway.log;
