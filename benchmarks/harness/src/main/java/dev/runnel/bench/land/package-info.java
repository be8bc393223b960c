/** Events in Kafka to Parquet files, exactly once. */
package dev.runnel.bench.land;
