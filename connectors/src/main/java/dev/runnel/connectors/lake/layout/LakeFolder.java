package dev.runnel.connectors.lake.layout;

import java.net.URI;

/** Where tables lie in a lake. */
public final class LakeFolder {
    /** Beside a table's data: its columns in a Parquet file of no rows. */
    public static final String SCHEMA_FILE = "_schema.parquet";

    private LakeFolder() {}

    /** The folder of a table, without a slash at its end. */
    public static URI of(URI lake, String table) {
        String root = lake.toString();
        return URI.create(root.endsWith("/") ? root + table : root + "/" + table);
    }
}
