package dev.runnel.connectors.format.columnar;

import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import org.apache.avro.file.SeekableInput;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file as Avro's library wants it. Not thread safe. */
final class AvroInput implements SeekableInput {
    private final FSDataInputStream in;
    private final long length;

    AvroInput(DataFile file) throws IOException {
        length = file.length();
        in = file.open();
    }

    @Override
    public void seek(long position) throws IOException {
        in.seek(position);
    }

    @Override
    public long tell() throws IOException {
        return in.getPos();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        return in.read(into, from, most);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
