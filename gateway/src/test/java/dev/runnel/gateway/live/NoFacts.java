package dev.runnel.gateway.live;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Streams of which nothing is known from elsewhere. */
final class NoFacts implements LiveState.StreamFacts {
    @Override
    public JsonObject invalidByCode(String owner) {
        return new JsonObject();
    }

    @Override
    public JsonObject invalidByStage(String owner) {
        return new JsonObject();
    }

    @Override
    public long sentTwice(String stream) {
        return 0;
    }

    @Override
    public long drift(String stream) {
        return 0;
    }

    @Override
    public JsonArray driftFields(String stream) {
        return new JsonArray();
    }

    @Override
    public Optional<String> stopped(String stream) {
        return Optional.empty();
    }
}
