/** Files that are read once, to Parquet. */
package dev.runnel.bench.files;
