/** How Runnel grows with cores, keys and streams. */
package dev.runnel.bench.scale;
