package dev.runnel.schema.wire;

import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.export.ExportFormat;
import dev.runnel.schema.registry.SchemaText;

/** The schema of the values of a stream's log: the same text whoever registers it. */
public final class LogSchema {
    private LogSchema() {}

    /** The schema, by the name of the stream's pipeline. */
    public static SchemaText of(String pipeline, Stream stream) {
        WireFormat format = stream.log().format();
        if (format == WireFormat.AVRO || format == WireFormat.PROTOBUF) {
            return writer(pipeline, stream).schema();
        }
        return new SchemaText(
                SchemaType.JSON, ExportFormat.JSON.write(pipeline, stream.description(), stream.contract()));
    }

    /** What writes values of a stream whose log is Avro or Protobuf. Not thread safe. */
    public static WireWriter writer(String pipeline, Stream stream) {
        return WireWriter.of(
                stream.log().format(),
                pipeline,
                stream.name(),
                stream.description(),
                stream.contract().type());
    }
}
