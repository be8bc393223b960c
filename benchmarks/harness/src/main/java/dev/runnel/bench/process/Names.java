package dev.runnel.bench.process;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no earlier run had. */
public final class Names {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Names() {}

    /** The name with a number behind it. */
    public static String fresh(String name) {
        return name + "_" + NEXT.incrementAndGet();
    }
}
