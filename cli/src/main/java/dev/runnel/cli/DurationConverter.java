package dev.runnel.cli;

import dev.runnel.core.connector.Kinds;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line are written as in {@code runnel.yaml}. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Kinds.parseDuration(text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is no time; write it as 500ms, 30s, 5m, 2h or 1d"));
    }
}
