package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveException;
import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.drive.rows.DrivePosition;
import dev.runnel.connectors.drive.rows.Known;
import dev.runnel.connectors.drive.rows.KnownFile;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks what is other than what is known, and gives it file by file. Where it broke off, the place in the list of changes is
 * still the one before, so what was not given is found again. Used by one thread.
 */
final class DriveReader implements RecordReader<DrivePosition> {
    private final DriveLook look;
    private final Contents contents;
    private final long mostRows;
    private Known known;

    private DriveLook.@Nullable Work work;
    private final Deque<KnownFile> gone = new ArrayDeque<>();
    private final Deque<DriveFile> changed = new ArrayDeque<>();
    private @Nullable FileUpdate update;
    /** Until then Drive wants to be left alone. */
    private Instant notBefore = Instant.MIN;

    DriveReader(DriveLook look, Contents contents, Known known, long mostRows) {
        this.look = look;
        this.contents = contents;
        this.known = known;
        this.mostRows = mostRows;
    }

    @Override
    public Optional<Step<DrivePosition>> next() throws IOException {
        if (notBefore.isAfter(Instant.now())) {
            return Optional.empty();
        }
        try {
            return step();
        } catch (DriveException e) {
            if (e.retryAfter().isEmpty()) {
                throw e;
            }
            notBefore = Instant.now().plus(e.retryAfter().get());
            look.client().waits(e, notBefore);
            return Optional.empty();
        }
    }

    private Optional<Step<DrivePosition>> step() throws IOException {
        DriveLook.Work round = work;
        if (round == null) {
            round = look.next(known);
            gone.addAll(round.gone());
            changed.addAll(round.changed());
            work = round;
        }
        FileUpdate going = update;
        if (going == null) {
            going = begin();
            update = going;
        }
        if (going == null) {
            return end(round);
        }
        Optional<Step<DrivePosition>> step = going.next();
        if (step.isPresent()) {
            return step;
        }
        known = going.finished();
        update = null;
        going.close();
        return Optional.of(Step.moved(DrivePosition.at(known)));
    }

    private @Nullable FileUpdate begin() throws IOException {
        if (!gone.isEmpty()) {
            return FileUpdate.gone(known, gone.remove());
        }
        if (changed.isEmpty()) {
            return null;
        }
        FileUpdate begun = FileUpdate.changed(known, changed.element(), contents, mostRows);
        changed.remove();
        return begun;
    }

    /** Nothing where nothing has changed, so that there is a pause. */
    private Optional<Step<DrivePosition>> end(DriveLook.Work round) {
        work = null;
        if (known.token().equals(round.token()) && known.folders().equals(round.folders())) {
            return Optional.empty();
        }
        known = known.at(round.token(), round.folders());
        return Optional.of(Step.moved(DrivePosition.at(known)));
    }

    @Override
    public void close() throws IOException {
        FileUpdate going = update;
        update = null;
        if (going != null) {
            going.close();
        }
    }
}
