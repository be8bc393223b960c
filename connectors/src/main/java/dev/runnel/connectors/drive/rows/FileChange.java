package dev.runnel.connectors.drive.rows;

/**
 * The change of one file, while it is given: first the rows that are gone, then those that are new. One thread gives; what
 * it gave is counted in {@link DrivePosition}.
 *
 * @param before what was known of the file
 * @param after what it is called then, and which version that is
 * @param isGone whether the whole file is gone
 * @param gone where the rows that are gone stand in those that were known
 * @param added the rows that are new, as far as they are read
 */
public record FileChange(KnownFile before, KnownFile after, boolean isGone, int[] gone, AddedRows added) {

    /** A file that is there no longer. */
    public static FileChange gone(KnownFile file) {
        int[] all = new int[file.rows().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new FileChange(file, file, true, all, new AddedRows());
    }

    /**
     * A file that has another content.
     *
     * @param name what it is called now
     * @param version of the content
     */
    public static FileChange edited(KnownFile before, String name, String version, int[] gone) {
        KnownFile after = new KnownFile(before.id(), name, version, KnownRows.NONE);
        return new FileChange(before, after, false, gone, new AddedRows());
    }

    /** The file's rows when so many of the gone ones were taken back and so many of the added ones given. */
    KnownRows rows(int goneCount, int addedCount, long firstId) {
        return before.rows().with(gone, goneCount, added, addedCount, firstId);
    }
}
