package dev.runnel.gateway.drift;

import dev.runnel.core.drift.Drift;
import dev.runnel.core.drift.DriftField;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The undeclared fields of each stream. Written to {@code drift.json} in the data folder every ten seconds when they
 * changed, and at the end; so a kill forgets the counts of ten seconds at most. A field that the
 * contract names by now is forgotten. Thread safe.
 */
public final class Drifts implements AutoCloseable {
    /** Its name in the data folder. */
    public static final String FILE = "drift.json";

    private static final Logger LOG = LoggerFactory.getLogger(Drifts.class);
    private static final String READ = "read";
    private static final long SAVE_SECONDS = 10;
    private static final int SHOWN = 20;

    private final Path file;
    private final Map<String, Entry> streams = new LinkedHashMap<>();
    private final ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "runnel-drift");
        thread.setDaemon(true);
        return thread;
    });
    private String saved = "";
    private long savedAt;

    /** @param read how far other producers' records were looked at, by partition of the log */
    private record Entry(Stream stream, Drift drift, Map<Integer, Long> read) {}

    /** Reads what an earlier process kept in the folder, and begins to keep it. */
    public Drifts(Pipeline pipeline, Path dataFolder) {
        this.file = dataFolder.resolve(FILE);
        pipeline.streams().forEach(s -> streams.put(s.name(), new Entry(s, new Drift(), new ConcurrentHashMap<>())));
        restore();
        saver.scheduleWithFixedDelay(this::save, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
    }

    /** @param stream one of the pipeline */
    public Drift of(String stream) {
        return entry(stream).drift();
    }

    /** Whether a record of the log was looked at before, by this process or the one before it. */
    boolean wasRead(String stream, int partition, long offset, long timestamp) {
        // In a topic that was made again offsets begin anew; what is newer than the file was not in the one before.
        return timestamp <= savedAt && offset < entry(stream).read().getOrDefault(partition, 0L);
    }

    /** Remembers how far a log was looked at. */
    void read(String stream, int partition, long next) {
        entry(stream).read().merge(partition, next, Math::max);
    }

    /** Everything known of a stream's undeclared fields. */
    public JsonObject json(String stream) {
        Entry entry = entry(stream);
        return DriftJson.of(entry.stream(), entry.drift());
    }

    /** Up to twenty that were seen last, newest first. */
    public JsonArray newest(String stream) {
        JsonArray newest = new JsonArray();
        of(stream).fields().stream()
                .sorted(Comparator.comparingLong(DriftField::lastSeen).reversed())
                .limit(SHOWN)
                .forEach(f -> newest.add(DriftJson.brief(f)));
        return newest;
    }

    /** What was kept of a stream in a file, or answered for it by a running gateway; nothing when it is not there. */
    public static Drift read(JsonObject json, Stream stream) {
        Drift drift = new Drift();
        DriftJson.restore(json, stream, drift);
        return drift;
    }

    private Entry entry(String stream) {
        Entry entry = streams.get(stream);
        if (entry == null) {
            throw new IllegalArgumentException("the pipeline has no stream " + stream);
        }
        return entry;
    }

    private void restore() {
        try {
            JsonObject all = new JsonObject(Files.readString(file));
            savedAt = Files.getLastModifiedTime(file).toMillis();
            streams.forEach((name, entry) -> {
                JsonObject json = all.getJsonObject(name);
                if (json != null) {
                    DriftJson.restore(json, entry.stream(), entry.drift());
                    json.getJsonObject(READ, new JsonObject()).forEach(e -> entry.read()
                            .put(Integer.valueOf(e.getKey()), ((Number) e.getValue()).longValue()));
                }
            });
        } catch (NoSuchFileException e) {
            LOG.debug("no drift was kept in {}", file);
        } catch (IOException | DecodeException | ClassCastException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read, drift begins anew: {}", file, e.toString());
        }
    }

    /** Writes them now, when they changed. */
    public synchronized void save() {
        JsonObject all = new JsonObject();
        streams.forEach((name, entry) -> {
            JsonObject json = DriftJson.of(entry.stream(), entry.drift());
            if (!entry.read().isEmpty()) {
                JsonObject read = new JsonObject();
                new TreeMap<>(entry.read()).forEach((partition, next) -> read.put(partition.toString(), next));
                json.put(READ, read);
            }
            all.put(name, json);
        });
        String text = all.encode();
        boolean nothing =
                streams.values().stream().allMatch(e -> e.drift().fields().isEmpty());
        if (text.equals(saved) || nothing && saved.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(FILE + ".new");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            saved = text;
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    /** Writes them a last time. */
    @Override
    public void close() {
        saver.shutdownNow();
        save();
    }
}
