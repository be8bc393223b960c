/** From a post to a changed row in a live view. */
package dev.runnel.bench.latency;
