package dev.runnel.core.codec;

import dev.runnel.core.contract.Constraint.Format;
import dev.runnel.core.record.Violation.Reason;

/** The string has a well-known shape. */
final class FormatCheck extends ConstraintCheck {
    private final Format format;

    FormatCheck(Format format) {
        super(Reason.FORMAT, words(format));
        this.format = format;
    }

    private static String words(Format format) {
        return switch (format) {
            case EMAIL -> "an e-mail address";
            case UUID -> "a UUID";
            case IP -> "an IPv4 or IPv6 address";
            case URI -> "an absolute URI";
        };
    }

    @Override
    boolean holds(DecodedRecord record, int slot) {
        byte[] text = record.buffer(slot);
        int from = record.starts[slot];
        int to = from + record.lengths[slot];
        return switch (format) {
            case EMAIL -> Formats.isEmail(text, from, to);
            case UUID -> Formats.isUuid(text, from, to);
            case IP -> IpAddresses.isAddress(text, from, to);
            case URI -> Formats.isUri(text, from, to);
        };
    }
}
