/** File systems beyond this machine's, which Flink reaches by their addresses. */
package dev.runnel.engine.filesystem;
