package dev.runnel.gateway.invalid;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Which invalid records were replayed, a bit or so for each. Thread safe. */
public final class Replayed {
    private final Map<String, Map<Integer, Roaring64Bitmap>> offsets = new ConcurrentHashMap<>();

    /** Whether the invalid record that is known by that place was. */
    public boolean contains(Place place) {
        Roaring64Bitmap known = offsets.getOrDefault(place.topic(), Map.of()).get(place.partition());
        if (known == null) {
            return false;
        }
        synchronized (known) {
            return known.contains(place.offset());
        }
    }

    void add(Place place) {
        Roaring64Bitmap known = offsets.computeIfAbsent(place.topic(), t -> new ConcurrentHashMap<>())
                .computeIfAbsent(place.partition(), p -> new Roaring64Bitmap());
        synchronized (known) {
            known.addLong(place.offset());
        }
    }
}
