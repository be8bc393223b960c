package dev.runnel.cli.drift;

import dev.runnel.core.drift.DriftField;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lines that would declare what records bring and contracts do not name. */
public final class Suggestions {
    private final Map<Stream, List<DriftField>> found = new LinkedHashMap<>();

    public Suggestions(Pipeline pipeline, KnownDrift known) {
        pipeline.streams().forEach(s -> found.put(s, known.of(s).fields()));
    }

    /** For people: each line with the place where it goes, ready to be copied. */
    public String text() {
        StringBuilder text = new StringBuilder();
        found.forEach((stream, fields) -> stream(stream, fields, text));
        return text.isEmpty() ? "no record has had a field that its contract does not name\n" : text.toString();
    }

    private static void stream(Stream stream, List<DriftField> fields, StringBuilder text) {
        Map<String, List<DriftField>> byParent = new TreeMap<>();
        fields.forEach(f -> byParent.computeIfAbsent(f.field().parent(), p -> new ArrayList<>())
                .add(f));
        byParent.forEach((parent, inside) -> {
            text.append("add under ").append(place(stream, parent)).append(":\n");
            inside.forEach(f -> text.append(line(stream, f)).append('\n'));
        });
    }

    /** {@code streams.events.fields.event.fields}. */
    private static String place(Stream stream, String parent) {
        String within = parent.isEmpty() ? "" : "." + parent.replace(".", ".fields.") + ".fields";
        return "streams." + stream.name() + ".fields" + within;
    }

    private static String line(Stream stream, DriftField field) {
        String seen = field.count()
                + (field.count() == 1 ? " record" : " records")
                + (field.sample().isEmpty() ? "" : ", last " + field.sample());
        return field.declaration(stream.contract().type())
                .map(yaml -> "  " + yaml + "  # " + seen)
                .orElseGet(() -> "  # " + field.field().path() + ": no type can be told (" + seen + ")");
    }

    /** For programs: one object a line. */
    public List<String> json() {
        List<String> lines = new ArrayList<>();
        found.forEach((stream, fields) -> fields.forEach(f -> {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("stream", stream.name());
            line.put("path", f.field().path());
            line.put("under", place(stream, f.field().parent()));
            line.put("yaml", f.declaration(stream.contract().type()).orElse(null));
            line.put("count", f.count());
            line.put("sample", f.sample().isEmpty() ? null : f.sample());
            lines.add(JsonText.of(line));
        }));
        return lines;
    }
}
