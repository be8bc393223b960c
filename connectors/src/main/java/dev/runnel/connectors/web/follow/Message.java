package dev.runnel.connectors.web.follow;

import org.jspecify.annotations.Nullable;

/**
 * What a server sent at once. Immutable; the bytes must not be changed.
 *
 * @param id by which the server knows where it is; null where it does not say
 * @param data in UTF-8; the beginning of it, where it was too long
 * @param bytes how many it had
 */
record Message(@Nullable String id, byte[] data, long bytes) {
    boolean isWhole() {
        return bytes == data.length;
    }
}
