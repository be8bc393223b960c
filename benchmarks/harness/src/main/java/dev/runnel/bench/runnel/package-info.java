/** Runnel as a contender. */
package dev.runnel.bench.runnel;
