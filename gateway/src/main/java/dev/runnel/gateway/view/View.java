package dev.runnel.gateway.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model's live result: rows by key, in the order in which they first came. Beyond its bound those go that changed
 * longest ago, by the time of their records. Thread safe; followers are called under its lock, so that each sees a snapshot and then every change after it.
 */
public final class View {
    private final String model;
    private final int keep;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final TreeSet<Row> byAge = new TreeSet<>(Row.OLDEST_FIRST);
    private final List<ViewFeed> feeds = new ArrayList<>();
    private long version;
    private @Nullable String text;

    /** A row and when it last changed, epoch milliseconds. */
    private record Row(String key, String json, long changedAt) {
        static final Comparator<Row> OLDEST_FIRST =
                Comparator.comparingLong(Row::changedAt).thenComparing(Row::key);
    }

    /** @param keep most rows, at least 1 */
    public View(String model, int keep) {
        this.model = model;
        this.keep = keep;
    }

    public String model() {
        return model;
    }

    /** A way to follow it; make all before the first change. */
    public synchronized ViewFeed feed(long everyMs, ViewFeed.Format format) {
        ViewFeed feed = new ViewFeed(this, everyMs, format);
        feeds.add(feed);
        return feed;
    }

    /**
     * Takes a change.
     *
     * @param json a JSON object; null deletes
     * @param at the time of the record that brought it, epoch milliseconds
     */
    synchronized void apply(String key, @Nullable String json, long at) {
        if (json == null) {
            remove(key);
            return;
        }
        Row row = new Row(key, json, at);
        Row before = rows.put(key, row);
        if (before != null) {
            byAge.remove(before);
        }
        byAge.add(row);
        changed(key, json);
        if (rows.size() > keep) {
            remove(byAge.first().key());
        }
    }

    private void remove(String key) {
        Row row = rows.remove(key);
        if (row != null) {
            byAge.remove(row);
            changed(key, null);
        }
    }

    private void changed(String key, @Nullable String json) {
        touched();
        feeds.forEach(f -> f.changed(key, json));
    }

    /** Forgets everything. */
    synchronized void clear() {
        rows.clear();
        byAge.clear();
        touched();
        feeds.forEach(ViewFeed::restart);
    }

    private void touched() {
        version++;
        text = null;
    }

    /** Sends what is due; returns how many milliseconds until something may be due again. */
    synchronized int flush(long nowNanos) {
        int wait = Integer.MAX_VALUE;
        for (ViewFeed feed : feeds) {
            wait = Math.min(wait, feed.flush(nowNanos));
        }
        return wait;
    }

    synchronized int size() {
        return rows.size();
    }

    /** Its rows as a JSON array, with a number that changes whenever they do. */
    public synchronized Rows rows() {
        if (text == null) {
            text = "[" + rows.values().stream().map(Row::json).collect(Collectors.joining(",")) + "]";
        }
        return new Rows(text, version);
    }

    /** Rows as they were at one moment. */
    public record Rows(String json, long version) {}
}
