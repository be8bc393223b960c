package dev.runnel.connectors.mqtt;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that vouch for a broker, read where the pipeline is. Immutable.
 *
 * @param text in PEM form; null when they could not be read
 * @param problem why not
 */
record TrustFile(@Nullable String text, String problem) implements Serializable {

    /** Reads a file below the pipeline's folder. */
    static TrustFile read(Path directory, String name) {
        Path folder = directory.toAbsolutePath().normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            return new TrustFile(null, "the 'ca_file' " + name + " is not below the pipeline's folder; move it there");
        }
        try {
            return new TrustFile(Files.readString(file), "");
        } catch (IOException e) {
            return new TrustFile(
                    null,
                    "the 'ca_file' " + file + " cannot be read; name a file in PEM form, from the"
                            + " pipeline's folder on");
        }
    }

    /** @throws IOException when they could not be read */
    String pem() throws IOException {
        if (text == null) {
            throw new IOException(problem);
        }
        return text;
    }
}
