/** The bytes that every contender of a benchmark reads. */
package dev.runnel.bench.data;
