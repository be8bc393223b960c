package dev.runnel.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of processes, from Linux. */
public final class Memory {
    private Memory() {}

    /** Bytes at their highest, of a process and those below it; 0 where the system does not say. */
    public static long peak(ProcessHandle process) {
        return of(process, "VmHWM:");
    }

    /** Bytes of now, of a process and those below it; 0 where the system does not say. */
    public static long now(ProcessHandle process) {
        return of(process, "VmRSS:");
    }

    private static long of(ProcessHandle process, String line) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(p -> of(p.pid(), line))
                .sum();
    }

    private static long of(long pid, String line) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(l -> l.startsWith(line))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
