package dev.runnel.connectors.lake.iceberg;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;

/** Hadoop as Iceberg's file tables want it, without the configuration files of a cluster. */
final class LocalHadoop {
    private LocalHadoop() {}

    static Configuration configuration() {
        Configuration hadoop = new Configuration(false);
        // Hadoop's checked local file system would put a .crc file beside each file; Parquet has its own checksums.
        hadoop.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
        return hadoop;
    }

    /** The text for Hadoop's paths, which take a percent sign for itself rather than for an escape. */
    static String location(URI folder) {
        String authority = folder.getRawAuthority();
        return folder.getScheme() + ":" + (authority == null ? "" : "//" + authority) + folder.getPath();
    }
}
