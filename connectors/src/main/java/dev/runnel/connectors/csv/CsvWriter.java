package dev.runnel.connectors.csv;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.runnel.engine.row.KeyText;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Appends lines to one file. A job that goes on cuts off what was written after its checkpoint, and writes it again; a
 * job that begins anew begins the file anew. Lines show at most {@link #SHOW_MILLIS} later and are on the disk at a
 * checkpoint.
 */
final class CsvWriter implements StatefulSinkWriter<RowData, Long> {
    private static final long SHOW_MILLIS = 200;

    private final Path file;
    private final KeyText[] cells;
    private final FileChannel channel;
    private final CsvGenerator csv;
    private final ProcessingTimeService time;
    private boolean timer;

    /** @param length of the file at the checkpoint to go on from; empty to begin anew */
    CsvWriter(Path file, RowType type, List<String> columns, OptionalLong length, ProcessingTimeService time)
            throws IOException {
        this.file = file;
        this.time = time;
        this.cells = columns.stream().map(c -> new KeyText(type, List.of(c))).toArray(KeyText[]::new);
        String header = header(columns);
        this.channel = open(header, length);
        CsvFactory factory = CsvFactory.builder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS)
                .build();
        this.csv = factory.createGenerator(Channels.newOutputStream(channel));
        csv.setSchema(schema(columns));
        if (channel.position() == 0) {
            csv.writeRaw(header);
        }
    }

    private static CsvSchema schema(List<String> columns) {
        CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\r\n");
        columns.forEach(schema::addColumn);
        return schema.build();
    }

    private static String header(List<String> columns) {
        return String.join(
                        ",",
                        columns.stream()
                                .map(c -> c.matches("[^\",\\r\\n]*") ? c : '"' + c.replace("\"", "\"\"") + '"')
                                .toList())
                + "\r\n";
    }

    private FileChannel open(String header, OptionalLong length) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long size = opened.size();
        if (length.isPresent() && size < length.getAsLong()) {
            opened.close();
            throw new IOException(file + " has " + size + " bytes, but had " + length.getAsLong()
                    + " at the last checkpoint: it was changed from outside");
        }
        if (length.isEmpty() && size > 0 && !begins(header)) {
            opened.close();
            throw new IOException(file + " is there already and does not begin with the header " + header.strip()
                    + ": move it away, or give the destination another file");
        }
        opened.truncate(length.orElse(0));
        opened.position(length.orElse(0));
        return opened;
    }

    private boolean begins(String header) throws IOException {
        byte[] wanted = header.getBytes(StandardCharsets.UTF_8);
        try (var in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(wanted.length), wanted);
        }
    }

    @Override
    public void write(RowData row, Context context) throws IOException {
        if (row.getRowKind() == RowKind.UPDATE_BEFORE || row.getRowKind() == RowKind.DELETE) {
            return;
        }
        csv.writeStartArray();
        for (KeyText cell : cells) {
            byte[] text = cell.of(row);
            if (text == null) {
                csv.writeNull();
            } else {
                csv.writeString(new String(text, StandardCharsets.UTF_8));
            }
        }
        csv.writeEndArray();
        if (!timer) {
            timer = true;
            time.registerTimer(time.getCurrentProcessingTime() + SHOW_MILLIS, at -> {
                timer = false;
                csv.flush();
            });
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        csv.flush();
        channel.force(false);
    }

    @Override
    public List<Long> snapshotState(long checkpointId) throws IOException {
        csv.flush();
        return List.of(channel.position());
    }

    @Override
    public void close() throws IOException {
        csv.close();
        channel.close();
    }
}
