/** Kafka Streams as a contender. */
package dev.runnel.bench.streams;
