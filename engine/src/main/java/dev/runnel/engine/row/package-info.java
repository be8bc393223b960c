/** Contracts as Flink's row types, and records of the log as rows and back to JSON. */
package dev.runnel.engine.row;
