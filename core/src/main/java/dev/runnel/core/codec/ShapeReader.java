package dev.runnel.core.codec;

import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.drift.Shape;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what a JSON value looks like. Not thread safe. */
final class ShapeReader {
    /** Objects and arrays inside one another that are looked into; deeper ones are {@code json}. */
    private static final int MAX_DEPTH = 6;
    /** Elements of an array that are looked at. */
    private static final int MAX_ELEMENTS = 20;

    private final JsonCursor in = new JsonCursor();
    private final Scratch scratch = new Scratch();

    /** @param bytes hold valid JSON in {@code [from,to)} */
    Shape of(byte[] bytes, int from, int to) {
        in.reset(bytes, from, to);
        try {
            return value(0);
        } catch (Refusal e) {
            return Shape.ANYTHING;
        }
    }

    private Shape value(int depth) throws Refusal {
        switch (in.peek()) {
            case '"':
                return text();
            case '{':
                return depth < MAX_DEPTH ? row(depth) : anything();
            case '[':
                return depth < MAX_DEPTH ? many(depth) : anything();
            case 'n':
                in.skipValue();
                return Shape.NOTHING;
            case 't', 'f':
                in.skipValue();
                return new Shape.Plain(Primitive.BOOLEAN);
            default:
                return number();
        }
    }

    private Shape anything() throws Refusal {
        in.skipValue();
        return Shape.ANYTHING;
    }

    private Shape number() throws Refusal {
        in.readNumber();
        boolean whole = in.number.text().matches("-?\\d{1,18}");
        return new Shape.Plain(whole ? Primitive.BIGINT : Primitive.DOUBLE);
    }

    private Shape text() throws Refusal {
        scratch.release(0);
        in.readText(scratch);
        if (Times.timestamp(in.text, in.textStart, in.textLength) > Times.IMPOSSIBLE) {
            return new Shape.Plain(Primitive.TIMESTAMP);
        }
        boolean date = Times.date(in.text, in.textStart, in.textLength) > Times.IMPOSSIBLE;
        return new Shape.Plain(date ? Primitive.DATE : Primitive.STRING);
    }

    private Shape row(int depth) throws Refusal {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (boolean more = in.openObject(); more; more = in.nextMember()) {
            scratch.release(0);
            in.readText(scratch);
            String name = new String(in.text, in.textStart, in.textLength, StandardCharsets.UTF_8);
            in.colon();
            Shape shape = value(depth + 1);
            if (fields.size() <= Shape.MAX_FIELDS) {
                fields.merge(name, shape, Shape::merge);
            }
        }
        return fields.size() > Shape.MAX_FIELDS ? Shape.ANYTHING : new Shape.Row(fields);
    }

    private Shape many(int depth) throws Refusal {
        Shape element = Shape.NOTHING;
        int count = 0;
        for (boolean more = in.openArray(); more; more = in.nextElement()) {
            if (count++ < MAX_ELEMENTS) {
                element = Shape.merge(element, value(depth + 1));
            } else {
                in.skipValue();
            }
        }
        return new Shape.Many(element);
    }
}
