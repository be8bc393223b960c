package dev.runnel.core.codec;

import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Violation.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A number is at least, or at most, a bound. */
final class BoundCheck {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private BoundCheck() {}

    /** The check for a numeric type; null for others. */
    static @Nullable ConstraintCheck of(Type type, BigDecimal bound, boolean least) {
        if (type == Type.Primitive.INT || type == Type.Primitive.BIGINT) {
            return whole(bound, bound, least);
        }
        if (type instanceof Type.Decimal decimal) {
            return decimal.precision() <= DecimalReader.NARROW
                    ? whole(bound, bound.movePointRight(decimal.scale()), least)
                    : wide(bound, least);
        }
        if (type == Type.Primitive.DOUBLE) {
            return floating(bound, bound.doubleValue(), least);
        }
        return type == Type.Primitive.FLOAT ? floating(bound, bound.floatValue(), least) : null;
    }

    private static ConstraintCheck whole(BigDecimal bound, BigDecimal unscaled, boolean least) {
        BigInteger rounded = unscaled.setScale(0, least ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .toBigInteger();
        // no value is beyond 64 bits, so a bound there is as good as one just at the end, but for those no value meets
        boolean never = least ? rounded.compareTo(GREATEST) > 0 : rounded.compareTo(LEAST) < 0;
        long limit = rounded.max(LEAST).min(GREATEST).longValue();
        return new Bound(bound, least) {
            @Override
            boolean holds(DecodedRecord record, int slot) {
                long value = record.numbers[slot];
                return !never && (least ? value >= limit : value <= limit);
            }
        };
    }

    /** Compared as the field's own type holds numbers, so that 0.1 is at most 0.1. */
    private static ConstraintCheck floating(BigDecimal bound, double limit, boolean least) {
        return new Bound(bound, least) {
            @Override
            boolean holds(DecodedRecord record, int slot) {
                double value = Double.longBitsToDouble(record.numbers[slot]);
                return least ? value >= limit : value <= limit;
            }
        };
    }

    private static ConstraintCheck wide(BigDecimal bound, boolean least) {
        return new Bound(bound, least) {
            @Override
            boolean holds(DecodedRecord record, int slot) {
                int order = ((BigDecimal) Objects.requireNonNull(record.objects[slot])).compareTo(bound);
                return least ? order >= 0 : order <= 0;
            }
        };
    }

    private abstract static class Bound extends ConstraintCheck {
        Bound(BigDecimal bound, boolean least) {
            super(
                    least ? Reason.MIN : Reason.MAX,
                    (least ? "at least " : "at most ")
                            + bound.stripTrailingZeros().toPlainString());
        }
    }
}
