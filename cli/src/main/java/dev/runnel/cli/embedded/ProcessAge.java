package dev.runnel.cli.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long ago this process began, the launcher's script included. */
final class ProcessAge {
    private static final int START_FIELD = 22;
    private static final double TICKS_A_SECOND = 100; // what Linux shows to programs, whatever its own clock does

    private ProcessAge() {}

    /** To a hundredth of a second on Linux; elsewhere as exactly as Java knows, which may be a second off. */
    static Duration now() {
        try {
            // proc(5): both count from the machine's start. The second field may hold spaces and ends with a bracket.
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double began = Long.parseLong(fields[START_FIELD - 3]) / TICKS_A_SECOND;
            double uptime =
                    Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
            return Duration.ofMillis(Math.round((uptime - began) * 1000));
        } catch (IOException | RuntimeException e) {
            return ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(began -> Duration.between(began, Instant.now()))
                    .orElse(Duration.ZERO);
        }
    }
}
