package dev.runnel.core.record;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Identifiers of requests: UUID version 7 (RFC 9562, section 5.7), so that they sort by time. */
public final class CorrelationId {
    public static final String HEADER = "X-Correlation-ID";

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_12_BITS = 0xFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private CorrelationId() {}

    /** What the client sent when it is a UUID (in lower case), else a new one. */
    public static String of(@Nullable String sent, long epochMillis) {
        return Optional.ofNullable(sent)
                .map(String::strip)
                .filter(text -> UUID_TEXT.matcher(text).matches())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElseGet(() -> next(epochMillis));
    }

    /** A new one, made of the time and 74 random bits. They tell requests apart and guard nothing. */
    public static String next(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = epochMillis << 16 | VERSION_7 | random.nextLong() & RANDOM_12_BITS;
        long least = VARIANT | random.nextLong() & RANDOM_62_BITS;
        return new UUID(most, least).toString();
    }
}
