package dev.runnel.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM to be started, the same for every contender: this program's Java, its default collector, one heap.
 *
 * @param name of its log, and in messages
 * @param heap as in {@code -Xmx}
 */
public record Jvm(String name, String heap, String classPath, String mainClass, List<String> arguments) {
    /** What Flink, Kafka, Iceberg and Spark need of Java's own packages. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    public Jvm {
        arguments = List.copyOf(arguments);
    }

    /** The flags of every measured JVM. */
    public static List<String> flags(String heap) {
        List<String> flags = new ArrayList<>(List.of("-Xmx" + heap));
        OPENED.forEach(p -> flags.add("--add-opens=java.base/" + p + "=ALL-UNNAMED"));
        return flags;
    }

    /** Starts it, with its log and its temporary files in a folder. */
    public ChildProcess start(Path folder) {
        Path temporary = Folders.make(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(heap));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dlogback.configurationFile=" + logging("logback.xml", folder));
        command.add("-Dlog4j2.configurationFile=" + logging("log4j2.properties", folder));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return ChildProcess.start(name, command, folder, Map.of());
    }

    private static Path logging(String resource, Path folder) {
        return Templates.write("logging/" + resource, Map.of(), folder.resolve(resource));
    }
}
