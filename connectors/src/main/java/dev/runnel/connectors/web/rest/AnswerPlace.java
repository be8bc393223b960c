package dev.runnel.connectors.web.rest;

import dev.runnel.core.record.SourcePosition;

/**
 * Where a record came from.
 *
 * @param shown address without secrets
 * @param request number of the request, from 1
 * @param index in its answer, from 1
 */
record AnswerPlace(String shown, long request, int index) implements SourcePosition {
    @Override
    public String toString() {
        return shown + " #" + request + "/" + index;
    }
}
