package dev.runnel.connectors.web.follow;

import dev.runnel.core.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from.
 *
 * @param shown address without secrets
 * @param id of the message; null for none
 * @param number of the message, from 1
 * @param index in it, from 1; 0 where it is alone
 */
record MessagePlace(String shown, @Nullable String id, long number, int index) implements SourcePosition {
    @Override
    public String toString() {
        return shown + " #" + number + (id == null || id.isEmpty() ? "" : " id " + id)
                + (index == 0 ? "" : "/" + index);
    }
}
