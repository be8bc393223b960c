package dev.runnel.gateway.live;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who follows which stream. Thread safe. */
final class Followers {
    private final Map<String, Set<Consumer<String>>> byStream = new ConcurrentHashMap<>();

    void add(String stream, Consumer<String> follower) {
        byStream.computeIfAbsent(stream, s -> ConcurrentHashMap.newKeySet()).add(follower);
    }

    void remove(String stream, Consumer<String> follower) {
        byStream.computeIfPresent(stream, (s, followers) -> {
            followers.remove(follower);
            return followers.isEmpty() ? null : followers;
        });
    }

    boolean has(String stream) {
        return byStream.containsKey(stream);
    }

    void send(String stream, String message) {
        byStream.getOrDefault(stream, Set.of()).forEach(f -> f.accept(message));
    }
}
