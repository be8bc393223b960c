package dev.runnel.cli.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Lets Runnel's own warnings through: what goes wrong in Kafka or Flink and matters is told by who uses them. The log
 * file has the rest.
 */
final class TerminalFilter extends Filter<ILoggingEvent> {
    TerminalFilter() {
        start();
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean ours = event.getLoggerName().startsWith("dev.runnel");
        return ours && event.getLevel().isGreaterOrEqual(Level.WARN) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
