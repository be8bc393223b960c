package dev.runnel.schema.wire;

import dev.runnel.core.contract.RecordType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Turns Avro records that stand one behind the other, as in the blocks of a file, into JSON that the decoder of a contract
 * reads. Damaged bytes cost no more memory than they are long. Not thread safe.
 */
public final class AvroRecords {
    private final AvroJson json;
    private final RecordType contract;
    private final GenericDatumReader<GenericRecord> reader;

    private byte[] block = {};
    private int from;
    private int to;

    /**
     * @param writer the records' schema, which is {@link #isReadable}
     * @param contract with its fields under the names that they have in the records
     */
    public AvroRecords(Schema writer, RecordType contract) {
        this.contract = contract;
        this.json = new AvroJson(new JsonOutput(PiiPlace.holds(contract)));
        this.reader = new GenericDatumReader<>(writer);
    }

    /** Whether a value of the schema is a record that ends: none is a part of itself. */
    public static boolean isReadable(Schema schema) {
        return schema.getType() == Schema.Type.RECORD && !AvroJson.holdsItself(schema, List.of());
    }

    /** Goes on with the records of a block; it must not be changed until the next. */
    public void begin(byte[] bytes) {
        block = bytes;
        from = 0;
        to = 0;
    }

    /**
     * The next record of the block as one JSON object.
     *
     * @throws IOException when the bytes are no record of the schema: where the next one begins is not known then
     * @throws WireException when a value of the record has no JSON form; the next one can be read
     */
    public byte[] next() throws IOException, WireException {
        return json.json(read(), contract);
    }

    /** Passes over a record without writing it. */
    public void skip() throws IOException {
        read();
    }

    private GenericRecord read() throws IOException {
        from = to;
        BoundedDecoder in = new BoundedDecoder(block, from);
        try {
            GenericRecord record = reader.read(null, in);
            to = block.length - in.left();
            return record;
        } catch (RuntimeException e) {
            throw new IOException("the bytes are no record of the schema: " + e, e);
        }
    }

    /** The bytes of the record that was read last. */
    public byte[] original() {
        return Arrays.copyOfRange(block, from, to);
    }
}
