package dev.runnel.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which invalid records a command is about. */
final class WhereOption {
    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = {
                "Those that satisfy a condition, \"code = 'type' AND field = 'price'\". Columns: id, stage, code, field,"
                        + " message, received_at, correlation_id, source, original, original_bytes, _partition, _offset,"
                        + " replayed."
            })
    private @Nullable String where;

    Optional<String> condition() {
        return Optional.ofNullable(where).filter(text -> !text.isBlank());
    }
}
