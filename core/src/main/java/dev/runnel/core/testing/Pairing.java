package dev.runnel.core.testing;

import java.util.Arrays;

/** Pairs as many as possible of two sets (Kuhn's augmenting paths). */
final class Pairing {
    private static final int NONE = -1;

    private final Fits fits;
    private final int[] left;
    private final int[] right;

    /** Whether two may be paired. */
    interface Fits {
        boolean test(int left, int right);
    }

    private Pairing(int left, int right, Fits fits) {
        this.fits = fits;
        this.left = new int[left];
        this.right = new int[right];
        Arrays.fill(this.left, NONE);
        Arrays.fill(this.right, NONE);
    }

    /** For each of the left its partner, or -1. */
    static int[] of(int left, int right, Fits fits) {
        Pairing pairing = new Pairing(left, right, fits);
        for (int l = 0; l < left; l++) {
            pairing.pair(l, new boolean[right]);
        }
        return pairing.left;
    }

    private boolean pair(int l, boolean[] tried) {
        for (int r = 0; r < right.length; r++) {
            if (tried[r] || !fits.test(l, r)) {
                continue;
            }
            tried[r] = true;
            if (right[r] == NONE || pair(right[r], tried)) {
                left[l] = r;
                right[r] = l;
                return true;
            }
        }
        return false;
    }
}
