package dev.runnel.gateway.registry;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.WireContract;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireReader;
import dev.runnel.schema.wire.WireRedactor;
import dev.runnel.schema.wire.WriterSchemas;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of a stream's log as JSON, whoever wrote them. Its methods may ask the registry for a schema, and throw
 * {@link UncheckedIOException} when it does not answer. Thread safe.
 */
public final class LogJson {
    private static final Logger LOG = LoggerFactory.getLogger(LogJson.class);
    private static final byte[] NOTHING = {};
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final WireFormat format;
    private final Contract shape;
    private final WireReader reader;
    private final Optional<WireRedactor> redactor;
    private long silentSince = System.nanoTime() - SILENCE.toNanos();

    LogJson(Stream stream, WriterSchemas schemas) {
        this.format = stream.log().format();
        this.shape = WireContract.of(format, stream.contract());
        this.reader = new WireReader(format, stream.contract(), schemas);
        this.redactor = WireRedactor.of(format, stream.contract(), schemas);
    }

    /** The contract that the JSON is to keep. */
    public Contract shape() {
        return shape;
    }

    /** Whether the value begins as one of the log does that is not plain JSON. */
    public boolean isFramed(byte[] value) {
        return format != WireFormat.JSON && Frame.isFramed(value);
    }

    /**
     * The value as JSON.
     *
     * @throws WireException when it is not in the log's format, or names a schema that nobody knows
     */
    public synchronized byte[] of(byte[] value) throws WireException {
        return reader.json(value);
    }

    /** The JSON that {@link #of} made, without personal data. */
    public synchronized byte[] treatedJson(byte[] json) {
        return redactor.map(r -> r.json(json)).orElse(json);
    }

    /** The value in the log's format, without personal data. */
    public synchronized byte[] treated(byte[] value) {
        return redactor.map(r -> r.value(value)).orElse(value);
    }

    /**
     * What is to be shown of a value: JSON where it can be decoded, else the bytes. Never throws; a registry that did not
     * answer is left alone for some seconds.
     *
     * @param treat whether personal data are to be taken out
     */
    public synchronized byte[] shown(byte[] value, boolean treat) {
        if (!isFramed(value)) {
            return treat ? treated(value) : value;
        }
        try {
            if (System.nanoTime() - silentSince < SILENCE.toNanos()) {
                return treat ? NOTHING : value;
            }
            byte[] json = reader.json(value);
            return treat ? treatedJson(json) : json;
        } catch (WireException e) {
            return treat ? treated(value) : value;
        } catch (UncheckedIOException e) {
            LOG.debug("a record is shown as it is: {}", e.getMessage(), e);
            silentSince = System.nanoTime();
            return treat ? NOTHING : value;
        }
    }

    /** Whether some of the contract's fields are personal data. */
    public boolean hasPersonalData() {
        return redactor.isPresent();
    }
}
