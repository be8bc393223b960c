/** Rows counted at the destination. */
package dev.runnel.bench.count;
