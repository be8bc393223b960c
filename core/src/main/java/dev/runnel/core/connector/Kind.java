package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;

/**
 * How the value of an option is written and read. Stateless and thread safe; {@link Kinds} holds them all.
 *
 * @param <T> the Java type of the value
 */
public interface Kind<T> {

    /** The value, or empty after reporting to {@code out} what is wrong and where. */
    Optional<T> read(Node node, Diagnostics out);

    /** The JSON Schema (2020-12) of the node, as maps, lists and scalars. */
    Map<String, Object> schema();

    /** How documents name it, {@code duration}. */
    String title();
}
