/** Runs a pipeline's tests: its models in a real Flink, over the records that a test gives. */
package dev.runnel.engine.testing;
