package dev.runnel.gateway.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells followers of one {@link View} what changed, each key's last state once per interval, every message written once
 * for all. Guarded by the view's lock.
 */
public final class ViewFeed {
    private static final long MS = 1_000_000L;

    private final View view;
    private final long everyNanos;
    private final Format format;
    private final Set<Consumer<String>> followers = new LinkedHashSet<>();
    private final Map<String, @Nullable String> pending = new LinkedHashMap<>();
    private long flushedAt;

    ViewFeed(View view, long everyMs, Format format) {
        this.view = view;
        this.everyNanos = everyMs * MS;
        this.format = format;
    }

    /** How messages are written. */
    public interface Format {
        /** @param rows a JSON array */
        String snapshot(String rows);

        /** @param upserts a JSON array of rows; {@code deletes} one of keys */
        String change(String upserts, String deletes);
    }

    /**
     * Sends the follower all rows now and every change from now on; one that follows already gets the rows again. It is
     * called under the view's lock and must only pass messages on.
     */
    public void follow(Consumer<String> follower) {
        synchronized (view) {
            if (followers.isEmpty()) {
                pending.clear();
            }
            followers.add(follower);
            follower.accept(format.snapshot(view.rows().json()));
        }
    }

    public void leave(Consumer<String> follower) {
        synchronized (view) {
            followers.remove(follower);
        }
    }

    void changed(String key, @Nullable String row) {
        if (!followers.isEmpty()) {
            pending.put(key, row);
        }
    }

    void restart() {
        pending.clear();
        String message = format.snapshot(view.rows().json());
        followers.forEach(f -> f.accept(message));
    }

    int flush(long nowNanos) {
        if (pending.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        long due = flushedAt + everyNanos - nowNanos;
        if (due > 0) {
            return (int) (due / MS) + 1;
        }
        List<String> upserts = new ArrayList<>();
        List<String> deletes = new ArrayList<>();
        pending.forEach((key, row) -> {
            if (row == null) {
                deletes.add(JsonShape.valueOf(key));
            } else {
                upserts.add(row);
            }
        });
        pending.clear();
        flushedAt = nowNanos;
        String message = format.change("[" + String.join(",", upserts) + "]", "[" + String.join(",", deletes) + "]");
        followers.forEach(f -> f.accept(message));
        return Integer.MAX_VALUE;
    }
}
