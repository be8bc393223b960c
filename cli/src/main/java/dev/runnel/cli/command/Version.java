package dev.runnel.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into {@code runnel.properties}. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"runnel " + number() + ", Java " + Runtime.version()};
    }

    /** {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("/runnel.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("runnel.properties is in the jar but cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
