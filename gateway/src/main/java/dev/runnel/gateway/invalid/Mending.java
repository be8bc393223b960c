package dev.runnel.gateway.invalid;

import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sets values in records, by paths of the contract or of the records themselves. Immutable. */
final class Mending {
    private final Map<String, String> values;
    private final Map<String, String> kept;

    private Mending(Map<String, String> values, Map<String, String> kept) {
        this.values = values;
        this.kept = kept;
    }

    /**
     * A mending.
     *
     * @param values paths to JSON texts
     * @param shape the contract for records of the log
     * @throws JsonEdit.Refused when a path is none
     */
    static Mending of(Map<String, String> values, Contract contract, Contract shape) throws JsonEdit.Refused {
        return new Mending(places(values, contract), places(values, shape));
    }

    private static Map<String, String> places(Map<String, String> values, Contract contract) throws JsonEdit.Refused {
        Map<String, String> places = new LinkedHashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            JsonEdit.checkPath(value.getKey());
            places.put(place(value.getKey(), contract.type()), value.getValue());
        }
        return places;
    }

    boolean isNothing() {
        return values.isEmpty();
    }

    /** Mends a record as it is posted. */
    byte[] mend(byte[] record) throws JsonEdit.Refused {
        return set(record, values);
    }

    /** Mends JSON that was made of a value of the log. */
    byte[] mendKept(byte[] record) throws JsonEdit.Refused {
        return set(record, kept);
    }

    private static byte[] set(byte[] record, Map<String, String> values) throws JsonEdit.Refused {
        byte[] mended = record;
        for (Map.Entry<String, String> value : values.entrySet()) {
            mended = JsonEdit.set(mended, value.getKey(), value.getValue());
        }
        return mended;
    }

    /** Where in the record the field of that path is found; the path itself where the contract has no such field. */
    private static String place(String path, RecordType type) {
        String place = "";
        Type at = type;
        for (String step : path.split("\\.")) {
            String name = step.replaceAll("\\[.*", "");
            Optional<Field> field = at instanceof RecordType row ? row.field(name) : Optional.empty();
            String own = place.isEmpty() ? step : place + "." + step;
            place = field.flatMap(Field::path)
                    .map(found -> found + step.substring(name.length()))
                    .orElse(own);
            // Inside a list paths begin at the element, which is where the step leads to.
            at = name.equals(step) && field.isPresent() ? field.get().type() : Type.Primitive.JSON;
        }
        return place;
    }
}
