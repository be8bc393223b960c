package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** The decoder finds what a well-known parser's tree holds, and takes for JSON what that takes for JSON. */
class AgreementWithJacksonTest {
    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void onRecordsOfRandomContracts(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        Contract contract = new RandomContract(random).next();
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord record = decoder.newRecord();
        for (int i = 0; i < 5; i++) {
            byte[] json = new RandomRecord(random).object(contract.type()).getBytes(StandardCharsets.UTF_8);
            compare(contract, decoder, record, json);
        }
        Statistics.label("outcome").coverage(outcomes -> outcomes.check("valid").percentage(share -> share > 50));
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void onDamagedRecords(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        Contract contract = new RandomContract(random).next();
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord record = decoder.newRecord();
        byte[] whole = new RandomRecord(random).object(contract.type()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20; i++) {
            compare(contract, decoder, record, Damage.to(whole, random));
        }
        Statistics.label("outcome").coverage(outcomes -> {
            outcomes.check("valid").percentage(share -> share > 8);
            outcomes.check("invalid").percentage(share -> share > 4);
            outcomes.check("no JSON").percentage(share -> share > 30);
        });
    }

    private static void compare(Contract contract, RecordDecoder decoder, DecodedRecord record, byte[] json) {
        String shown = new String(json, StandardCharsets.UTF_8);
        boolean valid = decoder.decode(json, 0, json.length, record);
        boolean syntax = record.violations().stream().noneMatch(v -> v.reason() == Reason.SYNTAX);
        assertThat(syntax).as(() -> shown + "\n" + record.violations()).isEqualTo(StrictJson.accepts(json));
        assertThat(record.violations()).allSatisfy(v -> assertThat(v.position()).isBetween(-1, json.length));
        Optional<JsonNode> tree = syntax ? StrictJson.exactTree(shown) : Optional.empty();
        String outcome = !syntax ? "no JSON" : tree.isEmpty() ? "beyond BigDecimal" : valid ? "valid" : "invalid";
        Statistics.label("outcome").collect(outcome);
        if (tree.isEmpty()) {
            return;
        }
        TreeOracle oracle = new TreeOracle(contract);
        try {
            Object expected = oracle.record(tree.get());
            assertThat(record.violations()).as(shown).isEmpty();
            assertThat(parsed(record)).as(shown).isEqualTo(expected);
            assertThat(record.hasUnknownFields()).as(shown).isEqualTo(oracle.unknownFields);
        } catch (TreeOracle.Misfit e) {
            assertThat(valid).as(() -> shown + "\n" + e).isFalse();
        }
    }

    /** All values of the record, json among them as Jackson's tree of it. */
    private static List<@Nullable Object> parsed(DecodedRecord record) {
        List<@Nullable Object> values = new ArrayList<>();
        Layout layout = record.layout();
        for (int slot = 0; slot < layout.size(); slot = layout.slot(slot).end()) {
            Field field = layout.slot(slot).field();
            values.add(withTrees(field.type(), TreeOracle.plain(record.value(slot))));
        }
        return values;
    }

    private static @Nullable Object withTrees(Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        } else if (type == Primitive.JSON) {
            return StrictJson.exactTree((String) value).orElseThrow();
        } else if (type instanceof Type.ListOf list) {
            return ((List<?>) value)
                    .stream().map(e -> withTrees(list.element(), e)).toList();
        } else if (type instanceof Type.MapOf map) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, e) -> values.put(key, withTrees(map.value(), e)));
            return values;
        } else if (type instanceof RecordType row) {
            List<@Nullable Object> values = new ArrayList<>((List<?>) value);
            for (int i = 0; i < values.size(); i++) {
                values.set(i, withTrees(row.fields().get(i).type(), values.get(i)));
            }
            return values;
        }
        return value;
    }
}
