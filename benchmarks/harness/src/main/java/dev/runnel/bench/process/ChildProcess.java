package dev.runnel.bench.process;

import dev.runnel.bench.child.Cue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that is measured or that serves those that are. What it says by {@link Cue} is heard; everything else it
 * prints goes to a log in its folder. It ends with this object.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final String GONE = "gone";
    private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Process process;
    private final Path folder;
    private final Path log;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private ChildProcess(String name, Process process, Path folder, Path log) {
        this.name = name;
        this.process = process;
        this.folder = folder;
        this.log = log;
    }

    /**
     * Starts a process, which need not speak {@link Cue}.
     *
     * @param name of its log, and in messages
     * @param folder its working directory
     * @param extra variables beside those of this process
     */
    public static ChildProcess start(String name, List<String> command, Path folder, Map<String, String> extra) {
        Path log = folder.resolve(Folders.plain(name) + ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(extra);
            ChildProcess child = new ChildProcess(name, builder.start(), folder, log);
            RUNNING.add(child.process.toHandle());
            child.listen();
            return child;
        } catch (IOException e) {
            throw new RunFailedException(name + " does not start: " + e.getMessage(), e);
        }
    }

    /** Ends every process that still runs, at once: for when this program is interrupted. */
    public static void endAll() {
        for (ProcessHandle process : RUNNING) {
            List<ProcessHandle> below = process.descendants().toList();
            process.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    private void listen() {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(
                                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                            OutputStream copy = Files.newOutputStream(folder.resolve(plainLog()))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.startsWith(Cue.MARK)) {
                                said.add(line.substring(Cue.MARK.length()));
                            } else {
                                copy.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                                copy.flush();
                            }
                        }
                    } catch (IOException e) {
                        // The process has ended, which is said below.
                    }
                    said.add(GONE);
                },
                name + "-output");
        thread.setDaemon(true);
        thread.start();
    }

    private String plainLog() {
        return Folders.plain(name) + "-out.log";
    }

    /** Waits until the process has done everything that is not measured. */
    public void awaitReady(Duration within) throws InterruptedException {
        await(Cue.READY, System.nanoTime() + within.toNanos());
    }

    /** Tells the process to begin with what is measured. */
    public void begin() {
        try {
            OutputStream in = process.getOutputStream();
            in.write((Cue.BEGIN + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new RunFailedException(name + " has ended: " + lastError(), e);
        }
    }

    /** Waits until the process says that its work is done. */
    public void awaitDone(long deadline) throws InterruptedException {
        await(Cue.DONE, deadline);
    }

    /** Whether the process lives. */
    public boolean lives() {
        return process.isAlive();
    }

    /** What the process measured itself, so far. */
    public Map<String, Double> figures() {
        return Map.copyOf(figures);
    }

    private void await(String word, long deadline) throws InterruptedException {
        while (true) {
            String line = said.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw failed("was not " + word + " in time");
            }
            if (line.equals(word)) {
                return;
            }
            if (line.equals(GONE)) {
                throw failed("ended before it was " + word);
            }
            if (line.startsWith(Cue.FIGURE)) {
                String[] words = line.split(" ");
                figures.put(words[1], Double.valueOf(words[2]));
            }
        }
    }

    private RunFailedException failed(String what) {
        return new RunFailedException(name + " " + what + ": " + lastError());
    }

    /** The last line of its log that speaks of something wrong. */
    String lastError() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(l -> l.matches(".*(Exception|Error|ERROR).*"))
                    .reduce((a, b) -> b)
                    .orElse("its log says nothing of an error");
        } catch (IOException | UncheckedIOException e) {
            return "it has no log";
        }
    }

    /** Bytes of resident memory at their highest, with the processes below it. */
    public long peakMemory() {
        return Memory.peak(process.toHandle());
    }

    /** Bytes of resident memory now, with the processes below it. */
    public long memory() {
        return Memory.now(process.toHandle());
    }

    /** Asks the process to end, then ends it and those below it. */
    @Override
    public void close() {
        List<ProcessHandle> below = process.descendants().toList();
        try {
            process.getOutputStream().close();
            process.destroy();
            if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(TO_END.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        RUNNING.remove(process.toHandle());
    }
}
