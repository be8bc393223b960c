package dev.runnel.bench.scale;

import dev.runnel.bench.process.Folders;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runnel at one size: other benchmarks' contenders, one after the other. */
record Grown(String name, Role role, List<Contender> parts) implements Contender {
    @Override
    public List<String> settings() {
        return parts.stream().flatMap(p -> p.settings().stream()).toList();
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Map<String, Double> values = new HashMap<>();
        long memory = 0;
        for (Contender part : parts) {
            Run run = part.run(Folders.make(folder.resolve(Folders.plain(part.name()))));
            values.putAll(run.values());
            memory = Math.max(memory, run.peakMemory());
        }
        return new Run(values, memory);
    }
}
