package dev.runnel.testkit.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults that wait for their requests. Thread safe. */
final class Faults {
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(String path, Fault fault) {}

    /** One for each of the next requests whose path contains a text. */
    synchronized void add(String path, List<Fault> faults) {
        faults.forEach(fault -> waiting.add(new Waiting(path, fault)));
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** The fault of a request. */
    synchronized Optional<Fault> next(String path) {
        for (int i = 0; i < waiting.size(); i++) {
            if (path.contains(waiting.get(i).path())) {
                return Optional.of(waiting.remove(i).fault());
            }
        }
        return Optional.empty();
    }
}
