package dev.runnel.core.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done to personal data before anything is written. */
public enum Pii {
    /** Replaced by a keyed hash: equal values stay equal, and nobody without the key can try values out. */
    HASH,
    /** Replaced by a part of itself: the network of an address, the domain of an e-mail, else the first character. */
    MASK,
    /** Replaced by null. */
    DROP;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Pii> of(String id) {
        return Arrays.stream(values()).filter(p -> p.id().equals(id)).findFirst();
    }
}
