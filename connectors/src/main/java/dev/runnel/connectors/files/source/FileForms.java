package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.files.folder.ReadFiles;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How splits, and what is remembered of files, stand in checkpoints. */
final class FileForms {
    static final Form<FileSplit> SPLITS = new Form<>("files", 2, FileForms::write, FileForms::split);
    static final Form<List<ReadFiles.Entry>> KNOWN = new Form<>(
            "the files that were read",
            2,
            (known, out) -> Form.list(known, FileForms::write, out),
            in -> List.copyOf(Form.list(FileForms::entry, in)));

    private FileForms() {}

    private static void write(FileSplit split, DataOutputView out) throws IOException {
        write(split.file(), out);
        out.writeLong(split.mark().offset());
        out.writeLong(split.mark().skip());
        out.writeLong(split.mark().row());
    }

    private static FileSplit split(DataInputView in) throws IOException {
        return new FileSplit(file(in), new Mark(in.readLong(), in.readLong(), in.readLong()));
    }

    private static void write(ReadFiles.Entry entry, DataOutputView out) throws IOException {
        write(entry.file(), out);
        StringValue.writeString(entry.digest(), out);
    }

    private static ReadFiles.Entry entry(DataInputView in) throws IOException {
        return new ReadFiles.Entry(file(in), StringValue.readString(in));
    }

    private static void write(FoundFile file, DataOutputView out) throws IOException {
        StringValue.writeString(file.path(), out);
        StringValue.writeString(file.name(), out);
        out.writeLong(file.size());
        out.writeLong(file.modified());
    }

    private static FoundFile file(DataInputView in) throws IOException {
        return new FoundFile(StringValue.readString(in), StringValue.readString(in), in.readLong(), in.readLong());
    }
}
