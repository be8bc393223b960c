/** Measures Runnel beside its peers. */
package dev.runnel.bench;
