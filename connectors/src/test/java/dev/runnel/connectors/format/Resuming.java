package dev.runnel.connectors.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.record.FileRecord;
import java.util.List;

/** The law of marks: a reader that is opened behind a record gives exactly what stands behind it. */
public final class Resuming {
    private Resuming() {}

    /** Opens the file behind each of its records, or behind some of them when there are many. */
    public static void check(Given.Opening opening) {
        List<FileRecord> records = Given.all(opening);
        List<String> placed = Given.placed(records);
        int step = Math.max(1, records.size() / 50);
        for (int i = 0; i < records.size(); i += step) {
            assertThat(Given.placed(Given.all(opening, records.get(i).next())))
                    .as("behind record %s of %s", i + 1, records.size())
                    .isEqualTo(placed.subList(i + 1, placed.size()));
        }
    }
}
