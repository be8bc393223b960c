package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Settings;
import java.util.Optional;

/**
 * What stands at {@code log:}.
 *
 * @param wanted whether the log is asked for, as everybody does who describes it
 * @param settings of the topic
 */
record LogChoice(Optional<Boolean> wanted, Settings settings) {}
