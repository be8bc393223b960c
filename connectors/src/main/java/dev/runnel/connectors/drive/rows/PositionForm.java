package dev.runnel.connectors.drive.rows;

import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How positions stand in checkpoints: as what is known when reading goes on there. */
public final class PositionForm {
    public static final Form<DrivePosition> POSITIONS =
            new Form<>("rows of files in Google Drive", 1, PositionForm::write, PositionForm::read);

    private PositionForm() {}

    private static void write(DrivePosition position, DataOutputView out) throws IOException {
        Known known = position.settled();
        StringValue.writeString(known.token(), out);
        StringValue.writeString(known.reading(), out);
        Form.list(known.folders(), StringValue::writeString, out);
        out.writeLong(known.nextId());
        Form.list(known.files().values(), PositionForm::write, out);
    }

    private static DrivePosition read(DataInputView in) throws IOException {
        String token = StringValue.readString(in);
        String reading = StringValue.readString(in);
        List<String> folders = Form.list(StringValue::readString, in);
        long nextId = in.readLong();
        Map<String, KnownFile> files = new LinkedHashMap<>();
        Form.list(PositionForm::file, in).forEach(file -> files.put(file.id(), file));
        return DrivePosition.at(new Known(token, reading, folders, nextId, files));
    }

    private static void write(KnownFile file, DataOutputView out) throws IOException {
        StringValue.writeString(file.id(), out);
        StringValue.writeString(file.name(), out);
        StringValue.writeString(file.version(), out);
        file.rows().write(out);
    }

    private static KnownFile file(DataInputView in) throws IOException {
        return new KnownFile(
                StringValue.readString(in), StringValue.readString(in), StringValue.readString(in), KnownRows.read(in));
    }
}
