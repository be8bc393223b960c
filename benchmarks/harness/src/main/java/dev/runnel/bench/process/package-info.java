/** Processes that are measured, their class paths, memory and ends. */
package dev.runnel.bench.process;
