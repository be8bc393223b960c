/** From the command to the first live result, and what memory it costs to be there. */
package dev.runnel.bench.start;
