package dev.runnel.cli.atlas;

import dev.runnel.core.json.JsonText;
import java.util.Locale;

/** Names as {@code runnel.yaml} takes them, and values as it writes them. */
final class Words {
    private static final int LONGEST = 64;

    private Words() {}

    /** A pipeline's or stream's name: small letters, digits and underscores. */
    static String name(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
        String begun = plain.matches("[a-z].*") ? plain : "a" + plain;
        return begun.substring(0, Math.min(LONGEST, begun.length()));
    }

    /** A column's name: letters, digits and underscores. */
    static String column(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_]+", "_");
        return plain.matches("[A-Za-z_].*") && !plain.startsWith("__") ? plain : "a" + plain;
    }

    /** Text in quotes, in which nothing is put in for variables. */
    static String quoted(String text) {
        return JsonText.of(text.replace("$", "$$"));
    }
}
