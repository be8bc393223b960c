package dev.runnel.bench.run;

import dev.runnel.bench.process.Programs;
import java.nio.file.Path;

/**
 * What benchmarks work with.
 *
 * @param folder of this benchmark, for data and servers; removed at the end
 */
public record Lab(Options options, Programs programs, Path folder) {}
