/** Stock Flink SQL as a contender. */
package dev.runnel.bench.flink;
