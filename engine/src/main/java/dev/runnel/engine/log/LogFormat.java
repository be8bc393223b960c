package dev.runnel.engine.log;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.WireContract;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireReader;
import dev.runnel.schema.wire.WireRedactor;
import dev.runnel.schema.wire.WriterSchemas;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a stream's log are written, in a form that Flink can send to where they are read.
 *
 * @param registry where their schemas are; null where they need none
 */
public record LogFormat(WireFormat format, @Nullable RegistryAddress registry) implements Serializable {
    /** Plain JSON. */
    public static final LogFormat JSON = new LogFormat(WireFormat.JSON, null);

    /** That of a stream. */
    public static LogFormat of(Stream stream, Environment environment) {
        return new LogFormat(stream.log().format(), environment.registry().orElse(null));
    }

    /** The contract as records of the log keep it. */
    Contract contract(Contract declared) {
        return WireContract.of(format, declared);
    }

    /** The id of a record's schema: what its header says, else what its value begins with. */
    @Nullable
    String schemaId(LogRecord record) {
        byte[] value = record.value();
        if (record.schemaId() != null || format == WireFormat.JSON || value == null) {
            return record.schemaId();
        }
        try {
            return String.valueOf(Frame.id(value));
        } catch (WireException e) {
            return null;
        }
    }

    /** Whether a value begins as one of the log does that is not plain JSON. */
    boolean isFramed(byte[] value) {
        return format != WireFormat.JSON && Frame.isFramed(value);
    }

    WireReader reader(Contract contract) {
        return new WireReader(format, contract, schemas());
    }

    Optional<WireRedactor> redactor(Contract contract) {
        return WireRedactor.of(format, contract, schemas());
    }

    private WriterSchemas schemas() {
        RegistryAddress address =
                registry == null ? RegistryAddress.open(URI.create("http://no-registry.invalid")) : registry;
        return new WriterSchemas(new RegistryClient(address));
    }
}
