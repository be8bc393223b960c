package dev.runnel.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.Contracts;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.InvalidSchemaException;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.registry.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes from outside: whatever they are, a reader gives JSON or throws what it declares. {@code -Drunnel.fuzz=N} tries N
 * inputs of each kind instead of a few thousand; a failure names the seed that makes it again.
 */
class WireFuzzTest {
    private static final int INPUTS = Integer.getInteger("runnel.fuzz", 20_000);

    private final Memory registry = new Memory();
    private final Contract contract = Contracts.everything();
    private final Map<WireFormat, byte[]> good = new EnumMap<>(WireFormat.class);

    @BeforeEach
    void writeGoodOnes() throws RegistryException, WireException {
        DecodedRecord record = WireTest.decoded(contract, WireTest.FULL.getBytes(StandardCharsets.UTF_8));
        for (WireFormat format : List.of(WireFormat.AVRO, WireFormat.PROTOBUF)) {
            WireWriter writer = WireWriter.of(format, "shop", "events", "", contract.type());
            good.put(format, writer.value(registry.register(format.id(), writer.schema()), WireWriter.row(record)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void damagedValuesAreReadOrRefused(WireFormat format) {
        WireReader reader = new WireReader(format, contract, new WriterSchemas(registry));
        byte[] original = good.getOrDefault(format, new byte[0]);
        int readable = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            readable += isRead(reader, damaged(original, new Random(seed)), seed) ? 1 : 0;
        }
        assertThat(readable).as("some damage does not matter, most does").isBetween(1, INPUTS - 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void randomValuesAreReadOrRefused(WireFormat format) {
        WireReader reader = new WireReader(format, contract, new WriterSchemas(registry));
        byte[] frame = Arrays.copyOf(good.getOrDefault(format, new byte[0]), Frame.LENGTH);
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(value);
            if (random.nextInt(10) > 0) { // else not even the frame is right
                System.arraycopy(frame, 0, value, 0, Math.min(frame.length, value.length));
            }
            isRead(reader, value, seed);
        }
    }

    private boolean isRead(WireReader reader, byte[] value, int seed) {
        try {
            byte[] json = reader.json(value);
            DecodedRecord record = WireTest.decoded(WireContract.of(WireFormat.AVRO, contract), json);
            record.violations().forEach(v -> assertThat(v.message()).isNotBlank());
            return true;
        } catch (WireException e) {
            assertThat(e.text()).isNotBlank();
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("seed " + seed + ": " + Arrays.toString(value), e);
        }
    }

    /** A few bytes changed, cut out, put in, or the end cut off. */
    private static byte[] damaged(byte[] original, Random random) {
        byte[] value = original.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(value.length);
            byte[] head = Arrays.copyOf(value, at);
            byte[] tail = Arrays.copyOfRange(value, Math.min(value.length, at + random.nextInt(4)), value.length);
            byte[] between = new byte[random.nextInt(4)];
            random.nextBytes(between);
            if (random.nextInt(8) == 0) {
                tail = new byte[0];
            }
            byte[] joined = Arrays.copyOf(head, head.length + between.length + tail.length);
            System.arraycopy(between, 0, joined, head.length, between.length);
            System.arraycopy(tail, 0, joined, head.length + between.length, tail.length);
            value = joined.length == 0 ? original.clone() : joined;
        }
        return value;
    }

    @Test
    void damagedSchemasAreReadOrRefused() throws RegistryException, WireException {
        int texts = INPUTS / 20;
        for (SchemaType type : SchemaType.values()) {
            WireFormat format = type == SchemaType.AVRO ? WireFormat.AVRO : WireFormat.PROTOBUF;
            String text = type == SchemaType.JSON
                    ? "{\"type\":\"object\",\"properties\":{\"a\":{\"anyOf\":[{\"type\":\"string\"},{\"$ref\":\"#\"}]}}}"
                    : registry.schema(Frame.id(good.getOrDefault(format, new byte[0])))
                            .text();
            byte[] original = text.getBytes(StandardCharsets.UTF_8);
            IntStream.range(0, texts)
                    .forEach(seed ->
                            parse(type, new String(damaged(original, new Random(seed)), StandardCharsets.UTF_8)));
        }
    }

    private static void parse(SchemaType type, String text) {
        try {
            assertThat(SchemaParser.parse(type, text, List.of()).canonical()).isNotNull();
        } catch (InvalidSchemaException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(type + ": " + text, e);
        }
    }
}
