package dev.runnel.connectors.drive.rows;

/**
 * What is known of a file.
 *
 * @param name as people see it
 * @param version what was read last; empty where not all of it was
 * @param rows those that were given and not taken back
 */
public record KnownFile(String id, String name, String version, KnownRows rows) {
    /** A file of which nothing is known. */
    public static KnownFile unread(String id, String name) {
        return new KnownFile(id, name, "", KnownRows.NONE);
    }

    /** The same as one of which not all was read. */
    public KnownFile unfinished() {
        return new KnownFile(id, name, "", rows);
    }
}
