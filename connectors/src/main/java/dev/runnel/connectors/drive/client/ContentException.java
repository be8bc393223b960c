package dev.runnel.connectors.drive.client;

import java.io.IOException;

/** The content of a file is not wanted, or cannot be kept: getting it again does not help. */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1;

    public ContentException(String message) {
        super(message);
    }

    public ContentException(String message, Throwable cause) {
        super(message, cause);
    }
}
