package dev.runnel.testkit.drive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What is in the drive, and what became of it: changed by tests and by requests. Thread safe. */
public final class DriveFiles {
    /** The folder of everything that is in no other. */
    public static final String ROOT = "0ARootOfEverything0PVA";

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private static final int ID_LENGTH = 32;

    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final List<String> changed = new ArrayList<>();
    private final Random random = new Random(1);
    private Instant last = Instant.EPOCH;

    DriveFiles() {}

    /** A new file of bytes in the root; its id. */
    public String put(String name, String mimeType, byte[] content) {
        return put(name, mimeType, content, ROOT);
    }

    /** A new file of text. */
    public String put(String name, String content) {
        return put(name, "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }

    /** A new file of bytes in a folder; its id. */
    public synchronized String put(String name, String mimeType, byte[] content, String folder) {
        return add(name, mimeType, content, Map.of(), folder);
    }

    /** A new sheet of Google's; its id. @param exports what it is exported as, by MIME type */
    public synchronized String putSheet(String name, Map<String, byte[]> exports) {
        return add(name, StoredFile.SHEET, new byte[0], exports, ROOT);
    }

    /** A new folder; its id. */
    public synchronized String folder(String name, String parent) {
        return add(name, StoredFile.FOLDER, new byte[0], Map.of(), parent);
    }

    private String add(String name, String mimeType, byte[] content, Map<String, byte[]> exports, String parent) {
        StringBuilder id = new StringBuilder("1");
        random.ints(ID_LENGTH, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        StoredFile file =
                new StoredFile(id.toString(), name, mimeType, parent, content, Map.copyOf(exports), now(), false, true);
        files.put(file.id(), file);
        changed.add(file.id());
        return file.id();
    }

    /** Another content. */
    public void edit(String id, byte[] content) {
        change(id, file -> file.with(content, file.exports(), now()));
    }

    /** Another text. */
    public void edit(String id, String content) {
        edit(id, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Another content of a sheet. */
    public void editSheet(String id, Map<String, byte[]> exports) {
        change(id, file -> file.with(file.content(), Map.copyOf(exports), now()));
    }

    public void rename(String id, String name) {
        change(id, file -> file.with(name, file.parent(), file.trashed()));
    }

    public void move(String id, String folder) {
        change(id, file -> file.with(file.name(), folder, file.trashed()));
    }

    public void trash(String id, boolean isTrashed) {
        change(id, file -> file.with(file.name(), file.parent(), isTrashed));
    }

    /** Lets its content be fetched, or no longer; that is no change of the file. */
    public synchronized void readable(String id, boolean isReadable) {
        files.computeIfPresent(id, (key, file) -> file.readable(isReadable));
    }

    /** Takes it away for good. */
    public synchronized void delete(String id) {
        files.remove(id);
        changed.add(id);
    }

    private synchronized void change(String id, UnaryOperator<StoredFile> change) {
        StoredFile file = find(id).orElseThrow(() -> new IllegalArgumentException("no file " + id));
        files.put(id, change.apply(file));
        changed.add(id);
    }

    /** A file by its id. */
    public synchronized Optional<StoredFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /** All files and folders. */
    public synchronized List<StoredFile> all() {
        return List.copyOf(files.values());
    }

    /** How many changes there were. */
    synchronized int changes() {
        return changed.size();
    }

    /** The ids of what changed behind a number of changes, each once, at its newest. */
    synchronized List<Map.Entry<Integer, String>> changedAfter(int number) {
        Map<String, Integer> newest = new LinkedHashMap<>();
        for (int i = number; i < changed.size(); i++) {
            newest.remove(changed.get(i));
            newest.put(changed.get(i), i + 1);
        }
        return newest.entrySet().stream()
                .map(e -> Map.entry(e.getValue(), e.getKey()))
                .toList();
    }

    /** Later than any time before, since Drive's times have milliseconds only. */
    private synchronized Instant now() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }
}
