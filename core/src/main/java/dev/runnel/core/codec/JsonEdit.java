package dev.runnel.core.codec;

import dev.runnel.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets one value inside the bytes of a JSON object and leaves every other byte as it is. Where a key stands twice the
 * last one is meant, as the decoder reads it.
 */
public final class JsonEdit {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)((?:\\[\\d{1,7}])*)");

    private final JsonCursor in = new JsonCursor();
    private final Scratch names = new Scratch();
    private final byte[] record;
    private final String path;
    private final List<Step> steps;
    private final byte[] value;

    /** One step of a path: into a member by its name, or into an element by its place from 0. */
    private sealed interface Step {
        record Member(String name) implements Step {}

        record Element(int index) implements Step {}
    }

    /** Bytes that cannot be edited so; the message says why, fit to be shown to who asked. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message, null, false, false);
        }
    }

    private JsonEdit(byte[] record, String path, byte[] value) throws Refused {
        this.record = record;
        this.path = path;
        this.steps = steps(path);
        this.value = value;
    }

    /**
     * The record with the value at a path; members that are not there yet are added behind the others.
     *
     * @param path dotted names, with {@code [2]} for elements of lists: {@code items[2].price}
     * @param value JSON text
     * @throws Refused when the record is not JSON, or the path leads through something that is no object or list
     */
    public static byte[] set(byte[] record, String path, String value) throws Refused {
        return new JsonEdit(record, path, value.getBytes(StandardCharsets.UTF_8)).run();
    }

    /** The text itself where it is one JSON value, else a JSON string of it. */
    public static String valueOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonCursor in = new JsonCursor();
        in.reset(bytes, 0, bytes.length);
        try {
            in.skipValue();
            in.requireEnd();
            return text.strip();
        } catch (Refusal e) {
            return JsonText.of(text);
        }
    }

    /**
     * Checks a path by itself.
     *
     * @throws Refused when it is none
     */
    public static void checkPath(String path) throws Refused {
        steps(path);
    }

    private static List<Step> steps(String path) throws Refused {
        List<Step> steps = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            Matcher step = STEP.matcher(part);
            if (!step.matches()) {
                throw new Refused("'" + path + "' is no path to a field; one looks like event.price or items[2].price");
            }
            steps.add(new Step.Member(step.group(1)));
            for (String index : step.group(2).split("[\\[\\]]+")) {
                if (!index.isEmpty()) {
                    steps.add(new Step.Element(Integer.parseInt(index)));
                }
            }
        }
        return steps;
    }

    private byte[] run() throws Refused {
        try {
            in.reset(record, 0, record.length);
            in.skipValue();
            in.requireEnd();
            in.begin(0);
            in.peek();
            return descend(0);
        } catch (Refusal e) {
            throw new Refused("the record is not JSON (byte " + e.position() + ": " + e.text()
                    + "), so no field of it can be set; edit it as a whole");
        }
    }

    /** The cursor stands at the value that the step leads into. */
    private byte[] descend(int depth) throws Refusal, Refused {
        return steps.get(depth) instanceof Step.Member member
                ? member(member.name(), depth)
                : element(((Step.Element) steps.get(depth)).index(), depth);
    }

    private byte[] member(String name, int depth) throws Refusal, Refused {
        require('{', depth, "object");
        int from = -1;
        int to = -1;
        int last = in.at + 1;
        boolean more = in.openObject();
        boolean empty = !more;
        while (more) {
            names.release(0);
            in.readText(names);
            boolean matches = new String(in.text, in.textStart, in.textLength, StandardCharsets.UTF_8).equals(name);
            in.colon();
            in.peek();
            int start = in.at;
            in.skipper.skip(ValueSkipper.ANY_DEPTH);
            last = in.at;
            if (matches) {
                from = start;
                to = last;
            }
            more = in.nextMember();
        }
        return from < 0 ? splice(last, last, (empty ? "" : ",") + added(depth)) : inside(from, to, depth);
    }

    private byte[] element(int index, int depth) throws Refusal, Refused {
        require('[', depth, "list");
        int at = 0;
        for (boolean more = in.openArray(); more; more = in.nextElement(), at++) {
            in.peek();
            int start = in.at;
            in.skipper.skip(ValueSkipper.ANY_DEPTH);
            if (at == index) {
                return inside(start, in.at, depth);
            }
        }
        throw new Refused(reached(depth) + " has " + at + " elements, so there is none at [" + index + "]");
    }

    private byte[] inside(int from, int to, int depth) throws Refusal, Refused {
        if (depth == steps.size() - 1) {
            return splice(from, to, new String(value, StandardCharsets.UTF_8));
        }
        in.begin(from);
        return descend(depth + 1);
    }

    private void require(char bracket, int depth, String kind) throws Refused {
        if (record[in.at] != bracket) {
            throw new Refused(reached(depth) + " is no " + kind + ", so '" + path + "' cannot be set in it");
        }
    }

    /** The member to be added, with the objects around its value. */
    private String added(int depth) throws Refused {
        StringBuilder text = new StringBuilder();
        for (int i = depth; i < steps.size(); i++) {
            if (!(steps.get(i) instanceof Step.Member member)) {
                throw new Refused("the record has no list at '" + path + "'");
            }
            text.append(i == depth ? "" : "{")
                    .append(JsonText.of(member.name()))
                    .append(':');
        }
        return text.append(new String(value, StandardCharsets.UTF_8))
                .append("}".repeat(steps.size() - 1 - depth))
                .toString();
    }

    private String reached(int depth) {
        if (depth == 0) {
            return "the record";
        }
        StringBuilder text = new StringBuilder();
        for (Step step : steps.subList(0, depth)) {
            if (step instanceof Step.Member member) {
                text.append(text.isEmpty() ? "" : ".").append(member.name());
            } else if (step instanceof Step.Element element) {
                text.append('[').append(element.index()).append(']');
            }
        }
        return text.toString();
    }

    private byte[] splice(int from, int to, String text) {
        byte[] middle = text.getBytes(StandardCharsets.UTF_8);
        byte[] edited = new byte[record.length - (to - from) + middle.length];
        System.arraycopy(record, 0, edited, 0, from);
        System.arraycopy(middle, 0, edited, from, middle.length);
        System.arraycopy(record, to, edited, from + middle.length, record.length - to);
        return edited;
    }
}
