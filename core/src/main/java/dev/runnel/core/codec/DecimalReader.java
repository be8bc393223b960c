package dev.runnel.core.codec;

import dev.runnel.core.contract.Type.Decimal;
import dev.runnel.core.record.Violation.Reason;
import java.math.BigDecimal;
import java.util.Objects;

/** Exact numbers: what does not fit the digits before and behind the point is refused, never rounded. */
final class DecimalReader extends ValueReader {
    /** Digits up to which the unscaled number is kept in 64 bits. */
    static final int NARROW = 18;

    private final Decimal type;

    DecimalReader(Decimal type) {
        this.type = type;
    }

    @Override
    Storage storage() {
        return narrow() ? Storage.NUMBER : Storage.OBJECT;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (!in.atNumber()) {
            return misfit(Reason.TYPE, "a number of " + type.text(), in, start, into, slot);
        }
        in.readNumber();
        NumberScan number = in.number;
        boolean zero = number.mantissa == 0;
        boolean fits = zero
                || (number.magnitude() <= type.precision() - type.scale()
                        && (narrow() ? Wholes.shift(number, type.scale()) : fitsWide(number)));
        if (!fits) {
            String expected = "%s: up to %d digits before the point and %d behind"
                    .formatted(type.text(), type.precision() - type.scale(), type.scale());
            return misfit(Reason.RANGE, expected, in, start, into, slot);
        }
        if (narrow()) {
            into.numbers[slot] = number.negative ? -number.mantissa : number.mantissa;
        } else {
            into.objects[slot] = zero ? BigDecimal.ZERO.setScale(type.scale()) : wide(number);
        }
        return true;
    }

    /** Whether the last digit that is not 0 stands within the scale; its integer digits are known to fit. */
    private boolean fitsWide(NumberScan number) {
        if (!number.exact) {
            return number.significant - number.magnitude() <= type.scale();
        }
        int behind = -number.exponent - type.scale();
        return behind <= 0 || (behind <= NARROW && Long.remainderUnsigned(number.mantissa, Wholes.power(behind)) == 0);
    }

    private boolean narrow() {
        return type.precision() <= NARROW;
    }

    private BigDecimal wide(NumberScan number) {
        return number.toBigDecimal().setScale(type.scale());
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return narrow()
                ? BigDecimal.valueOf(record.number(slot), type.scale())
                : Objects.requireNonNull(record.object(slot));
    }
}
