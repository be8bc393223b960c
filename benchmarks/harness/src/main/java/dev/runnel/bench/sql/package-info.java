/** Queries over Kafka: counts, windows and joins. */
package dev.runnel.bench.sql;
