/** What a benchmark, a contender and a run are, and the order in which they run. */
package dev.runnel.bench.run;
