package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.runnel.core.codec.BodyReader.Framing;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** A body gives the records that a well-known parser finds in it, and each as it is decoded by itself. */
class BodiesAgreeWithJacksonTest {
    private record Read(List<byte[]> records, @Nullable MalformedJsonException malformed) {}

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void inJson(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        Contract contract = new RandomContract(random).next();
        for (int i = 0; i < 10; i++) {
            String whole = "[" + String.join(" ,", records(contract, random)) + "]\n";
            byte[] body = damaged(whole, random);
            Read read = read(contract, body, Framing.JSON);
            assertThat(read.malformed() == null).as(whole).isEqualTo(StrictJson.accepts(body));
            if (read.malformed() != null) {
                assertThat(read.malformed().position()).isBetween(0, body.length);
                continue;
            }
            JsonNode tree = StrictJson.tree(body);
            List<JsonNode> elements = new ArrayList<>();
            if (tree.isArray()) {
                tree.forEach(elements::add);
            } else {
                elements.add(tree);
            }
            List<JsonNode> found = new ArrayList<>();
            for (byte[] record : read.records()) {
                found.add(StrictJson.tree(record));
            }
            assertThat(found).isEqualTo(elements);
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void inLines(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        Contract contract = new RandomContract(random).next();
        for (int i = 0; i < 10; i++) {
            List<String> lines = records(contract, random).stream()
                    .map(line -> line.replaceAll("[\n\r]", " "))
                    .toList();
            byte[] body = damaged(String.join(random.nextBoolean() ? "\n" : " \r\n\n", lines), random);
            Read read = read(contract, body, Framing.NDJSON);
            List<String> expected = Pattern.compile("\n")
                    .splitAsStream(new String(body, StandardCharsets.ISO_8859_1))
                    .map(line -> line.replaceAll("^[ \t\r]+|[ \t\r]+\\z", ""))
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertThat(read.malformed() != null).isEqualTo(expected.isEmpty());
            assertThat(read.records())
                    .extracting(record -> new String(record, StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected);
        }
    }

    private static List<String> records(Contract contract, Random random) throws JsonProcessingException {
        List<String> records = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            records.add(new RandomRecord(random).object(contract.type()));
        }
        return records;
    }

    private static byte[] damaged(String whole, Random random) {
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(3) == 0 ? bytes : Damage.to(bytes, random);
    }

    /** Reads a body, comparing each record with what the decoder makes of its bytes alone. */
    private static Read read(Contract contract, byte[] body, Framing framing) {
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord inBody = decoder.newRecord();
        DecodedRecord alone = decoder.newRecord();
        List<byte[]> records = new ArrayList<>();
        BodyReader reader = new BodyReader(decoder, body, 0, body.length, framing);
        try {
            while (reader.next(inBody)) {
                byte[] bytes = Arrays.copyOfRange(body, reader.from(), reader.to());
                decoder.decode(bytes, 0, bytes.length, alone);
                assertThat(inBody.violations()).isEqualTo(alone.violations());
                assertThat(inBody.violations()).extracting(Violation::reason).satisfies(reasons -> assertThat(
                                framing == Framing.NDJSON || !reasons.contains(Reason.SYNTAX))
                        .isTrue());
                assertThat(TreeOracle.plain(inBody.values(contract.type(), 0)))
                        .isEqualTo(TreeOracle.plain(alone.values(contract.type(), 0)));
                records.add(bytes);
            }
            return new Read(records, null);
        } catch (MalformedJsonException e) {
            return new Read(records, e);
        }
    }
}
