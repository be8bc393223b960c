package dev.runnel.core.codec;

import org.jspecify.annotations.Nullable;

/** Where in a list or mapping the decoder is, kept cheaply and written out only when something is wrong there. */
final class Trail {
    private static final int MOST = JsonCursor.MAX_DEPTH;

    private String start = "";
    private final int[] indexes = new int[MOST];
    private final @Nullable String[] keys = new String[MOST];
    private int length;

    void clear() {
        length = 0;
    }

    /** Begins at a field. */
    void start(String path) {
        start = path;
        length = 0;
    }

    /** Steps into a list or mapping; {@link #element} or {@link #key} says where. */
    void down() {
        length++;
    }

    void up() {
        length--;
    }

    void element(int index) {
        indexes[length - 1] = index;
        keys[length - 1] = null;
    }

    void key(String key) {
        keys[length - 1] = key;
    }

    String text() {
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; i < length; i++) {
            String key = keys[i];
            if (key == null) {
                text.append('[').append(indexes[i]).append(']');
            } else {
                text.append('.').append(Excerpt.of(key));
            }
        }
        return text.toString();
    }
}
