package dev.runnel.bench.count;

import java.nio.file.Path;
import java.util.List;

/** A table at its destination while it is written. */
public interface Landed {
    /** Rows that a reader sees now. Cheap enough to be asked often. */
    long rows();

    /** The files that a reader sees now. */
    List<Path> files();
}
