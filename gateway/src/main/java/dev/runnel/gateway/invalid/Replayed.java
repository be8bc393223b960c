package dev.runnel.gateway.invalid;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Which invalid records were replayed, a bit or so for each. Thread safe. */
public final class Replayed {
    private final Map<String, Map<Integer, Roaring64Bitmap>> offsets = new ConcurrentHashMap<>();

    /** Whether the invalid record that is known by that place was, or its original for every reader. */
    public boolean contains(Place place) {
        return marked(place) || marked(place.whole());
    }

    private boolean marked(Place place) {
        Roaring64Bitmap known = offsets.getOrDefault(group(place), Map.of()).get(place.partition());
        if (known == null) {
            return false;
        }
        synchronized (known) {
            return known.contains(place.offset());
        }
    }

    void add(Place place) {
        Roaring64Bitmap known = offsets.computeIfAbsent(group(place), t -> new ConcurrentHashMap<>())
                .computeIfAbsent(place.partition(), p -> new Roaring64Bitmap());
        synchronized (known) {
            known.addLong(place.offset());
        }
    }

    private static String group(Place place) {
        return place.topic() + "/" + place.destination();
    }

    /** How many records were sent into a log once more for one of its destinations: no records of their own. */
    public long sentTwice(String log) {
        long count = 0;
        for (Map.Entry<String, Map<Integer, Roaring64Bitmap>> group : offsets.entrySet()) {
            if (group.getKey().startsWith(log + "/") && !group.getKey().equals(log + "/")) {
                for (Roaring64Bitmap known : group.getValue().values()) {
                    synchronized (known) {
                        count += known.getLongCardinality();
                    }
                }
            }
        }
        return count;
    }
}
