package dev.runnel.core.drift;

import dev.runnel.core.contract.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values of an undeclared field have looked like so far: the narrowest type that takes them all. Immutable. */
public sealed interface Shape {
    /** Members of one object that are told apart; an object of more is {@code json}. */
    int MAX_FIELDS = 50;

    /** Nothing but null. */
    Shape NOTHING = new Nothing();
    /** Values of different kinds, or beyond the bounds. */
    Shape ANYTHING = new Plain(Type.Primitive.JSON);

    /** No value yet. */
    record Nothing() implements Shape {}

    /** Single values of a type. */
    record Plain(Type.Primitive type) implements Shape {}

    /** Arrays whose elements have a shape. */
    record Many(Shape element) implements Shape {}

    /** Objects, with the shape of each member. */
    record Row(Map<String, Shape> fields) implements Shape {
        public Row {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** The shape of values that have either. */
    static Shape merge(Shape a, Shape b) {
        if (a.equals(b) || b instanceof Nothing) {
            return a;
        } else if (a instanceof Nothing) {
            return b;
        } else if (a instanceof Plain x && b instanceof Plain y) {
            return merge(x.type(), y.type());
        } else if (a instanceof Many x && b instanceof Many y) {
            return new Many(merge(x.element(), y.element()));
        } else if (a instanceof Row x && b instanceof Row y) {
            Map<String, Shape> fields = new LinkedHashMap<>(x.fields());
            y.fields().forEach((name, shape) -> fields.merge(name, shape, Shape::merge));
            return fields.size() > MAX_FIELDS ? ANYTHING : new Row(fields);
        }
        return ANYTHING;
    }

    private static Shape merge(Type.Primitive a, Type.Primitive b) {
        if (isNumber(a) && isNumber(b)) {
            return new Plain(Type.Primitive.DOUBLE);
        }
        return isText(a) && isText(b) ? new Plain(Type.Primitive.STRING) : ANYTHING;
    }

    private static boolean isNumber(Type.Primitive type) {
        return type == Type.Primitive.BIGINT || type == Type.Primitive.DOUBLE;
    }

    private static boolean isText(Type.Primitive type) {
        return type == Type.Primitive.STRING || type == Type.Primitive.DATE || type == Type.Primitive.TIMESTAMP;
    }

    /** How the type is written in a contract, {@code list<row>}; empty when nothing but null was seen. */
    default String typeText() {
        if (this instanceof Plain plain) {
            return plain.type().text();
        } else if (this instanceof Many many) {
            String element = many.element().typeText();
            return "list<" + (element.isEmpty() ? ANYTHING.typeText() : element) + ">";
        }
        return this instanceof Row ? "row" : "";
    }

    /** The fields of the row in it, however deep in lists; null when there is none. */
    default @Nullable Row row() {
        if (this instanceof Many many) {
            return many.element().row();
        }
        return this instanceof Row row && !row.fields().isEmpty() ? row : null;
    }
}
