package dev.runnel.connectors.files.folder;

import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that have been read or are being read, so that each is read once: by what it is called, how large it is and
 * when it was changed; and, where that is new, by its content, so that a file that was renamed or sent again is known. A
 * file that changed is another file. Not thread safe.
 */
public final class ReadFiles {
    private final Map<String, Entry> byPath = new HashMap<>();
    private final Map<String, Entry> byContent = new HashMap<>();

    /**
     * A file that was read.
     *
     * @param file as it was found
     * @param digest of its content: {@link ContentDigest}
     */
    public record Entry(FoundFile file, String digest) {}

    /** What a file that was found is to us. */
    public enum Novelty {
        /** To be read. */
        NEW,
        /** Known by its path, size and time. */
        KNOWN,
        /** Its content was read already, under another name or at another time. */
        SAME_CONTENT,
        /** Somebody still writes to it: to be looked at again. */
        UNFINISHED
    }

    /** None yet. */
    public ReadFiles() {}

    /** As remembered. */
    public ReadFiles(Collection<Entry> entries) {
        entries.forEach(this::add);
    }

    /**
     * Takes in a file that was found: it is known from now on, unless somebody still writes to it.
     *
     * @return whether it is to be read
     * @throws IOException when it cannot be read, which leaves everything as it was
     */
    public Novelty take(FoundFile file) throws IOException {
        Entry known = byPath.get(file.path());
        if (known != null && known.file().looksLike(file)) {
            return Novelty.KNOWN;
        }
        DataFile content = file.open();
        if (!content.isFinished()) {
            return Novelty.UNFINISHED;
        }
        Entry entry = new Entry(file, ContentDigest.of(content));
        boolean read = byContent.containsKey(entry.digest());
        add(entry);
        return read ? Novelty.SAME_CONTENT : Novelty.NEW;
    }

    private void add(Entry entry) {
        byPath.put(entry.file().path(), entry);
        byContent.putIfAbsent(entry.digest(), entry);
    }

    /** Everything, to be remembered: at most one entry for a path and one for a content, the newest of a path last. */
    public List<Entry> entries() {
        Stream<Entry> replaced = byContent.values().stream()
                .filter(e -> !e.equals(byPath.get(e.file().path())));
        return Stream.concat(replaced, byPath.values().stream()).toList();
    }
}
