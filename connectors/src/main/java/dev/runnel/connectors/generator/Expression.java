package dev.runnel.connectors.generator;

import dev.runnel.core.json.JsonText;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** What makes one value of a generated row. Immutable. */
sealed interface Expression extends Serializable {

    /**
     * Writes the value as JSON.
     *
     * @param random made of the seed and the row's number alone, so that a row is the same whenever it is made
     * @param index the row's number, from 0
     */
    void write(StringBuilder json, SplittableRandom random, long index);

    /** @param json JSON */
    record Constant(String json) implements Expression {
        @Override
        public void write(StringBuilder out, SplittableRandom random, long index) {
            out.append(json);
        }
    }

    record Sequence(long from, long step) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append(from + step * index);
        }
    }

    /** Whole numbers, both bounds included. */
    record RandomInt(long from, long to) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append(to == Long.MAX_VALUE ? random.nextLong(from, to) : random.nextLong(from, to + 1));
        }
    }

    /** Numbers from the first up to below the second. */
    record RandomDouble(double from, double to) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append(from == to ? from : random.nextDouble(from, to));
        }
    }

    /** Numbers of so many decimal places, both bounds included. */
    record RandomDecimal(long from, long to, int scale) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            BigInteger unscaled = BigInteger.valueOf(random.nextLong(from, to + 1));
            json.append(new BigDecimal(unscaled, scale).toPlainString());
        }
    }

    record RandomBoolean() implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append(random.nextBoolean());
        }
    }

    /** Days since 1970, both bounds included. */
    record RandomDate(long from, long to) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append('"')
                    .append(LocalDate.ofEpochDay(random.nextLong(from, to + 1)))
                    .append('"');
        }
    }

    /** Epoch milliseconds, both bounds included. */
    record RandomTimestamp(long from, long to) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append('"')
                    .append(Instant.ofEpochMilli(random.nextLong(from, to + 1)))
                    .append('"');
        }
    }

    /** @param choices JSON, at least one */
    record OneOf(List<String> choices) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append(choices.get(random.nextInt(choices.size())));
        }
    }

    /** Version 4 (RFC 9562), made of the seed. */
    record RandomUuid() implements Expression {
        private static final long VERSION = 0x4000L;
        private static final long VERSION_BITS = 0xF000L;
        private static final long VARIANT = 0x8000_0000_0000_0000L;
        private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;

        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append('"')
                    .append(new UUID(
                            random.nextLong() & ~VERSION_BITS | VERSION, random.nextLong() & ~VARIANT_BITS | VARIANT))
                    .append('"');
        }
    }

    /** The time at which the row is made. */
    record Now() implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append('"')
                    .append(Instant.ofEpochMilli(System.currentTimeMillis()))
                    .append('"');
        }
    }

    /** Text in which {@code #} is a digit, {@code ?} a small and {@code ^} a capital letter; any other character itself. */
    record Pattern(String pattern) implements Expression {
        private static final int LETTERS = 26;
        private static final int DIGITS = 10;

        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            StringBuilder text = new StringBuilder(pattern.length());
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                switch (c) {
                    case '#' -> text.append((char) ('0' + random.nextInt(DIGITS)));
                    case '?' -> text.append((char) ('a' + random.nextInt(LETTERS)));
                    case '^' -> text.append((char) ('A' + random.nextInt(LETTERS)));
                    default -> text.append(c);
                }
            }
            json.append(JsonText.of(text));
        }
    }

    /** The members of an object, in their order. */
    record Members(List<Member> members) implements Expression {
        record Member(String name, Expression value) implements Serializable {}

        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append('{');
            for (int i = 0; i < members.size(); i++) {
                json.append(i == 0 ? "" : ",")
                        .append(JsonText.of(members.get(i).name()))
                        .append(':');
                members.get(i).value().write(json, random, index);
            }
            json.append('}');
        }
    }

    record Elements(List<Expression> elements) implements Expression {
        @Override
        public void write(StringBuilder json, SplittableRandom random, long index) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i == 0 ? "" : ",");
                elements.get(i).write(json, random, index);
            }
            json.append(']');
        }
    }
}
