package dev.runnel.connectors.format.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that is not of its format, or is damaged: reading it again gives the same. */
public final class BrokenFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param file its name
     * @param why what is wrong and where, fit to follow the file's name
     * @param advice what to do about it
     */
    public BrokenFileException(String file, String why, String advice, @Nullable Throwable cause) {
        super(file + ": " + why + "; " + advice, cause);
    }
}
