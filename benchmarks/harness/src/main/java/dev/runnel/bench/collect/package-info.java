/** Events posted by HTTP, validated and acknowledged by Kafka. */
package dev.runnel.bench.collect;
