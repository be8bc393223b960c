package dev.runnel.engine.testing;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies changes, so that what is left is the table as a reader sees it in the end. */
final class FinalRows {
    private FinalRows() {}

    /**
     * The rows left, in the order of their coming.
     *
     * @param key columns by which a later row replaces an earlier one; without any, each change names its whole row
     * @param oneRow whether each row replaces the one before
     */
    static List<byte[]> of(RecordType type, List<String> key, boolean oneRow, List<Bench.Change> changes) {
        return key.isEmpty() && !oneRow ? whole(changes) : keyed(type, key, changes);
    }

    private static List<byte[]> keyed(RecordType type, List<String> key, List<Bench.Change> changes) {
        RecordDecoder decoder = RecordDecoder.of(
                new Contract("rows", type, Optional.empty(), Optional.empty(), Contract.UnknownFields.KEEP));
        DecodedRecord record = decoder.newRecord();
        int[] slots = key.stream()
                .mapToInt(k -> decoder.layout().find(k).orElseThrow())
                .toArray();
        Map<List<Optional<Object>>, byte[]> rows = new LinkedHashMap<>();
        for (Bench.Change change : changes) {
            decoder.decode(change.row(), 0, change.row().length, record);
            List<Optional<Object>> values = new ArrayList<>();
            for (int slot : slots) {
                values.add(Optional.ofNullable(record.value(slot)));
            }
            switch (change.kind()) {
                case INSERT, UPDATE_AFTER -> rows.put(values, change.row());
                case DELETE -> rows.remove(values);
                case UPDATE_BEFORE -> {} // the row that follows replaces it
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<byte[]> whole(List<Bench.Change> changes) {
        List<String> rows = new ArrayList<>();
        for (Bench.Change change : changes) {
            String row = new String(change.row(), StandardCharsets.UTF_8);
            switch (change.kind()) {
                case INSERT, UPDATE_AFTER -> rows.add(row);
                case DELETE, UPDATE_BEFORE -> rows.remove(row);
            }
        }
        return rows.stream().map(r -> r.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
