package dev.runnel.cli.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the parts log to the terminal and to a file in the data folder. The terminal sees Runnel's own
 * warnings; the file has everybody's and is never larger than 40 MB with its three predecessors.
 */
public final class Logs {
    private static final FileSize LARGEST = FileSize.valueOf("10MB");
    private static final int OLD_FILES = 3;
    private static final String TERMINAL_LINE = "%d{HH:mm:ss} %-5level %msg%n%nopex";
    private static final String FILE_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{36}: %msg%n";
    // Their warnings come at every start, stop or checkpoint, and nobody can act on them.
    private static final List<String> NOISY = List.of(
            "kafka.server.DefaultAutoTopicCreationManager",
            "org.apache.flink.connector.kafka.source.reader.KafkaSourceReader",
            "org.apache.flink.metrics",
            "org.apache.flink.runtime.metrics",
            "org.apache.flink.runtime.security",
            "org.apache.flink.runtime.util.HadoopUtils",
            "org.apache.flink.runtime.webmonitor",
            "org.apache.hadoop.util.NativeCodeLoader",
            "org.apache.kafka.clients",
            "org.apache.kafka.common.utils.AppInfoParser");

    private Logs() {}

    /** Sets both up; what was set up before is forgotten. */
    public static void configure(LogFormat format, Path file, boolean debug) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger("dev.runnel").setLevel(debug ? Level.DEBUG : Level.INFO);
        NOISY.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        root.addAppender(file(context, file));
        root.addAppender(terminal(context, format));
    }

    /** Says nothing at all, for commands that report failures themselves. */
    public static void quiet() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    private static Appender<ILoggingEvent> terminal(LoggerContext context, LogFormat format) {
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setTarget(format == LogFormat.JSON ? "System.out" : "System.err");
        terminal.setEncoder(format == LogFormat.JSON ? json(context) : lines(context, TERMINAL_LINE));
        terminal.addFilter(new TerminalFilter());
        terminal.start();
        return terminal;
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(lines(context, FILE_LINE));
        FixedWindowRollingPolicy old = new FixedWindowRollingPolicy();
        old.setContext(context);
        old.setParent(appender);
        old.setFileNamePattern(file + ".%i");
        old.setMinIndex(1);
        old.setMaxIndex(OLD_FILES);
        old.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(LARGEST);
        size.start();
        appender.setRollingPolicy(old);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> lines(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
