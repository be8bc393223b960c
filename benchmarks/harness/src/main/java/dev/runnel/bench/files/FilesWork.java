package dev.runnel.bench.files;

import dev.runnel.bench.count.Duck;
import dev.runnel.bench.count.LandedFiles;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What contenders that read the same files share.
 *
 * @param warmUp a folder of other files, on which each format is read first
 * @param data what is measured, with a folder for each format
 * @param rows in all files of a format
 */
record FilesWork(Lab lab, Path warmUp, Path data, int rows) {

    /** Settings' values that all have in common. */
    Map<String, String> values(Format format) {
        Map<String, String> values = new HashMap<>();
        values.put("parallelism", String.valueOf(lab.options().parallelism()));
        values.put("format", format.word());
        return values;
    }

    /**
     * Lets a process read format after format: it is ready when it is warm for the next one, and ready again when all rows
     * of that are at their destination.
     *
     * @param landed where the rows of a format are
     */
    Run measure(ChildProcess child, Function<Format, Path> landed) throws InterruptedException {
        Map<String, Double> values = new HashMap<>();
        child.awaitReady(lab.options().patience());
        for (Format format : Format.values()) {
            long start = System.nanoTime();
            child.begin();
            child.awaitReady(lab.options().patience());
            double seconds = (System.nanoTime() - start) / 1e9;
            Duck.verify(new LandedFiles(landed.apply(format)).files(), "id", rows);
            values.put(format.word(), rows / seconds);
            child.begin();
            child.awaitReady(lab.options().patience());
        }
        return new Run(values, child.peakMemory());
    }
}
