package dev.runnel.connectors.drive.rows;

import java.util.Arrays;

/**
 * The hashes of rows that are added one after the other. One thread adds; another may read those of which it was told
 * after they were added.
 */
public final class AddedRows {
    private static final int FIRST_CAPACITY = 64;

    /** High and low in turns. What is in it was written before it was set here, or before the reader was told. */
    private volatile long[] hashes = new long[FIRST_CAPACITY];

    private int size;

    /** How many there are; for the thread that adds. */
    public int size() {
        return size;
    }

    /** Adds one; for the thread that adds. */
    public void add(RowHash row) {
        long[] room = hashes;
        if (2 * size == room.length) {
            room = Arrays.copyOf(room, 2 * room.length);
            hashes = room;
        }
        room[2 * size] = row.high();
        room[2 * size + 1] = row.low();
        size++;
    }

    /** Copies the first ones. */
    void copy(int count, long[] highs, long[] lows, int at) {
        long[] from = hashes;
        for (int i = 0; i < count; i++) {
            highs[at + i] = from[2 * i];
            lows[at + i] = from[2 * i + 1];
        }
    }
}
