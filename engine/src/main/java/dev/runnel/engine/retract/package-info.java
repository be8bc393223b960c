/** Rows that a source took back, taken out of what models see. */
@org.jspecify.annotations.NullMarked
package dev.runnel.engine.retract;
