package dev.runnel.connectors.files.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.files.folder.ReadFiles;
import dev.runnel.connectors.format.record.Mark;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What checkpoints keep of files. */
class FileFormsTest {
    private static final FoundFile FILE = new FoundFile("/in/é.csv", "in/é.csv", 1L << 40, 1_700_000_000_000L);

    @Test
    void splitsComeBackAsTheyWere() throws IOException {
        FileSplit split = new FileSplit(FILE, new Mark(Long.MAX_VALUE, 3, 4));
        assertThat(FileForms.SPLITS.deserialize(2, FileForms.SPLITS.serialize(split)))
                .isEqualTo(split);
    }

    @Test
    void whatWasReadComesBackAsItWas() throws IOException {
        List<ReadFiles.Entry> known = List.of(
                new ReadFiles.Entry(FILE, "abc"),
                new ReadFiles.Entry(new FoundFile("s3://b/x", "s3://b/x", 0, -1), ""));
        assertThat(FileForms.KNOWN.deserialize(2, FileForms.KNOWN.serialize(known)))
                .isEqualTo(known);
    }

    @Test
    void aCheckpointOfTheFirstFormIsRefused() {
        assertThatThrownBy(() -> FileForms.SPLITS.deserialize(1, new byte[100])).hasMessageContaining("in form 1");
    }
}
