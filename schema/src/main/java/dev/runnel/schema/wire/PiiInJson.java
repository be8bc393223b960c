package dev.runnel.schema.wire;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Personal data inside of {@code json} fields: where a field of personal data is found in posted records within what a json
 * field takes whole, the json field of another producer's record may hold the same.
 */
final class PiiInJson {
    /** Where json fields are found in posted records, and their dotted names in the log's. */
    private final Map<String, String> json = new LinkedHashMap<>();
    /** Where personal data are found in posted records. */
    private final Map<String, Field> personal = new LinkedHashMap<>();

    private PiiInJson(RecordType type) {
        collect(type, "", "");
    }

    /** The fields to be looked for inside of each json field, by its dotted name; their paths begin in its JSON. */
    static Map<String, List<Field>> of(Contract declared) {
        return new PiiInJson(declared.type()).found();
    }

    private void collect(RecordType row, String source, String names) {
        for (Field field : row.fields()) {
            String place = field.path().orElse(source + field.name());
            String name = names + field.name();
            if (field.type() == Primitive.JSON) {
                json.put(place, name);
            }
            boolean inside = field.type() instanceof Type.ListOf || field.type() instanceof Type.MapOf;
            if (field.pii().isPresent() || inside && PiiPlace.holds(field.type())) {
                personal.put(place, field);
            } else if (field.type() instanceof RecordType nested) {
                collect(nested, place + ".", name + ".");
            }
        }
    }

    private Map<String, List<Field>> found() {
        Map<String, List<Field>> found = new LinkedHashMap<>();
        json.forEach((around, name) -> {
            List<Field> inside = new ArrayList<>();
            personal.forEach((place, field) -> {
                if (place.startsWith(around + ".")) {
                    inside.add(at(place.substring(around.length() + 1), field, "inside" + inside.size()));
                }
            });
            if (!inside.isEmpty()) {
                found.put(name, inside);
            }
        });
        return found;
    }

    /** The field under another name and path, of what is to be done to its values. */
    static Field at(String path, Field field, String name) {
        Type type = field.type() instanceof RecordType ? Primitive.JSON : field.type();
        return new Field(
                name, type, false, List.of(), Optional.of(path), Optional.empty(), TimeFormat.ISO, "", field.pii());
    }
}
