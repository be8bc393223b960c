package dev.runnel.connectors.drive.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of all files, when no change is being given. Immutable and thread safe.
 *
 * @param token where the list of changes goes on; empty where all files are to be looked at
 * @param reading what stands for how the files are read: with another one, all are read again
 * @param folders ids of the folders that are watched
 * @param nextId the number of the next row; none is used twice
 * @param files by id
 */
public record Known(String token, String reading, List<String> folders, long nextId, Map<String, KnownFile> files) {
    /** Numbers of rows begin where those of an earlier reading of the same files, which is forgotten, do not come to. */
    private static final long ROWS_A_MILLISECOND = 1000;

    public Known {
        folders = List.copyOf(folders);
        files = Map.copyOf(files);
    }

    /** Nothing yet. */
    public static Known nothing(String reading, long nowMillis) {
        return new Known("", reading, List.of(), nowMillis * ROWS_A_MILLISECOND, Map.of());
    }

    /** The same, of which every file is to be read again. */
    public Known forReading(String other) {
        Map<String, KnownFile> again = new LinkedHashMap<>();
        files.forEach((id, file) -> again.put(id, file.unfinished()));
        return new Known("", other, folders, nextId, again);
    }

    /** How many rows of all files. */
    public long rows() {
        return files.values().stream().mapToLong(f -> f.rows().size()).sum();
    }

    Known with(KnownFile file, long next) {
        Map<String, KnownFile> changed = new LinkedHashMap<>(files);
        changed.put(file.id(), file);
        return new Known(token, reading, folders, next, changed);
    }

    Known without(String id) {
        Map<String, KnownFile> changed = new LinkedHashMap<>(files);
        changed.remove(id);
        return new Known(token, reading, folders, nextId, changed);
    }

    /** The same, up to another place in the list of changes. */
    public Known at(String newToken, List<String> newFolders) {
        return new Known(newToken, reading, newFolders, nextId, files);
    }
}
