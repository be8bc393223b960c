package dev.runnel.gateway.collect;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.WireFormat;
import dev.runnel.gateway.registry.StreamSchemas;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireWriter;

/** Makes a valid record's JSON into the value that its log holds. Thread safe. */
final class LogValues {
    private final WireFormat format;
    private final RecordDecoder decoder;
    private final ThreadLocal<Desk> desks;

    /** What one thread writes with. */
    private record Desk(DecodedRecord record, WireWriter writer) {}

    LogValues(Stream stream, RecordDecoder decoder, StreamSchemas schemas) {
        this.format = stream.log().format();
        this.decoder = decoder;
        this.desks = ThreadLocal.withInitial(() -> new Desk(decoder.newRecord(), schemas.writer(stream)));
    }

    /**
     * The value; the JSON itself where the log holds that.
     *
     * @param schemaId of the stream's schema in the registry
     * @throws WireException when the log's format cannot carry it
     */
    byte[] of(byte[] json, int schemaId) throws WireException {
        if (format == WireFormat.JSON) {
            return json;
        }
        if (format == WireFormat.JSON_SCHEMA) {
            return Frame.of(schemaId, json);
        }
        Desk desk = desks.get();
        decoder.decode(json, 0, json.length, desk.record());
        return desk.writer().value(schemaId, WireWriter.row(desk.record()));
    }
}
