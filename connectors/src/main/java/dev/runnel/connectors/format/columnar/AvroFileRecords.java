package dev.runnel.connectors.format.columnar;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.record.Violation;
import dev.runnel.schema.wire.AvroRecords;
import dev.runnel.schema.wire.WireException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The records of an Avro object container file, numbered from 1. A mark is sought block by block; within its own the
 * records before it are read again.
 */
public final class AvroFileRecords implements RecordReader {
    private final DataFile file;
    private final DataFileReader<GenericRecord> reader;
    private final AvroRecords records;

    /** Where the block that is being read begins. */
    private long block;
    /** Records of it that were read, and that are still to be read. */
    private long inBlock;

    private long left;
    private long row;

    private AvroFileRecords(DataFile file, DataFileReader<GenericRecord> reader, RecordType shape) {
        this.file = file;
        this.reader = reader;
        this.records = new AvroRecords(reader.getSchema(), shape);
    }

    /**
     * Opens a file.
     *
     * @param shape the contract as {@link dev.runnel.connectors.format.record.SourceShape} sees it
     * @throws BrokenFileException when it is no Avro file of records
     * @throws IOException when the file cannot be read
     */
    public static AvroFileRecords open(DataFile file, RecordType shape, Mark from) throws IOException {
        file.open().close(); // one that is not there is not broken
        AvroInput in = new AvroInput(file);
        try {
            DataFileReader<GenericRecord> reader = new DataFileReader<>(in, new GenericDatumReader<GenericRecord>());
            requireRecords(file, reader.getSchema());
            AvroFileRecords records = new AvroFileRecords(file, reader, shape);
            records.pass(from);
            return records;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e instanceof BrokenFileException broken
                    ? broken
                    : new BrokenFileException(
                            file.name(),
                            "it is no Avro file, or its header is damaged: " + e.getMessage(),
                            "copy it anew, or say its `format`",
                            e);
        }
    }

    private static void requireRecords(DataFile file, Schema schema) throws BrokenFileException {
        if (!AvroRecords.isReadable(schema)) {
            throw new BrokenFileException(
                    file.name(),
                    "its schema is no record, or a record inside of itself",
                    "write it with a record as its schema",
                    null);
        }
    }

    private void pass(Mark from) throws IOException {
        if (from.offset() > 0) {
            reader.seek(from.offset());
        }
        row = from.row() - 1 - from.skip();
        for (long i = 0; i < from.skip() && advance(); i++) {
            records.skip();
            count();
        }
    }

    private void count() {
        left--;
        inBlock++;
        row++;
    }

    /** Whether there is another record; its block is then open. */
    private boolean advance() throws IOException {
        while (left == 0) {
            if (!reader.hasNext()) {
                requireEnd();
                return false;
            }
            block = reader.previousSync();
            inBlock = 0;
            ByteBuffer bytes = reader.nextBlock();
            left = reader.getBlockCount();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            records.begin(copy);
        }
        return true;
    }

    /** The library takes a block that is cut for the end of the file. */
    private void requireEnd() throws IOException {
        if (reader.previousSync() != file.length()) {
            throw new EOFException("the file ends in the middle of a block");
        }
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        byte[] value = {};
        Optional<Violation> broken = Optional.empty();
        try {
            if (!advance()) {
                return Optional.empty();
            }
            value = records.next();
        } catch (WireException e) {
            value = records.original();
            broken = Optional.of(new Violation(e.reason(), "", e.text(), -1));
        } catch (IOException | RuntimeException e) {
            throw new BrokenFileException(
                    file.name(), "it cannot be read behind record " + row + ": " + why(e), "copy it anew", e);
        }
        count();
        Place at = new Place(file.name(), Optional.empty(), row);
        return Optional.of(new FileRecord(value, at, new Mark(block, inBlock, row + 1), broken));
    }

    private static String why(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
