package dev.runnel.connectors.drive.rows;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How far the files are read. What is given between two versions of a file is small here, and is worked out when a
 * checkpoint wants it. Immutable.
 *
 * @param known what was known before the change that is being given
 * @param change null between two changes
 * @param gone how many of its rows were taken back
 * @param added how many of its rows were given
 */
public record DrivePosition(Known known, @Nullable FileChange change, int gone, int added) implements Serializable {

    /** Between two changes. */
    public static DrivePosition at(Known known) {
        return new DrivePosition(known, null, 0, 0);
    }

    /** What is known when reading goes on here: of a change in the middle, what was given of it. */
    public Known settled() {
        FileChange going = change;
        if (going == null) {
            return known;
        }
        KnownFile name = going.after();
        KnownFile file = new KnownFile(name.id(), name.name(), "", going.rows(gone, added, known.nextId()));
        return known.with(file, known.nextId() + added);
    }

    /** What is known when the whole change was given. */
    public Known finished() {
        FileChange going = change;
        if (going == null) {
            return known;
        }
        if (going.isGone()) {
            return known.without(going.before().id());
        }
        KnownFile name = going.after();
        KnownFile file = new KnownFile(name.id(), name.name(), name.version(), going.rows(gone, added, known.nextId()));
        return known.with(file, known.nextId() + added);
    }
}
