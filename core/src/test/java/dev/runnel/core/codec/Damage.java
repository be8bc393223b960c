package dev.runnel.core.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes of JSON made a little different, so that most of the text stays. */
final class Damage {
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "-",
        "1",
        ".",
        "e",
        "E+",
        " ",
        "\n",
        "null",
        "true",
        "nul",
        "\\u",
        "\\ud83d",
        "\\ude00",
        "\\n",
        "\u0000",
        "\u0001",
        "é",
        "€",
        "😀",
        "/",
        "//",
        "NaN",
        "\"\":",
        "{\"a\":1}",
        "[]",
        "\uFEFF"
    };

    private Damage() {}

    static byte[] to(byte[] json, Random random) {
        byte[] damaged = json;
        for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
            damaged = once(damaged, random);
        }
        return damaged;
    }

    private static byte[] once(byte[] json, Random random) {
        int from = random.nextInt(json.length + 1);
        int to = Math.min(json.length, from + random.nextInt(4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(6)) {
            case 0 -> { // a byte turned into any other
                out.write(json, 0, from);
                out.write(random.nextInt(256));
                out.write(json, Math.min(json.length, from + 1), json.length - Math.min(json.length, from + 1));
            }
            case 1 -> { // a few bytes taken out
                out.write(json, 0, from);
                out.write(json, to, json.length - to);
            }
            case 2 -> out.write(json, 0, from);
            case 3 -> { // a piece of the text once more
                int end = Math.min(json.length, from + random.nextInt(40));
                out.write(json, 0, end);
                out.write(json, from, json.length - from);
            }
            default -> {
                out.write(json, 0, from);
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
                out.write(json, to, json.length - to);
            }
        }
        return out.toByteArray();
    }
}
