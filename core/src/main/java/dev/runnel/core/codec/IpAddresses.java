package dev.runnel.core.codec;

/** IP addresses as text. Nothing is looked up. */
final class IpAddresses {
    private static final int GROUPS = 8;

    private IpAddresses() {}

    static boolean isAddress(byte[] b, int from, int to) {
        return Formats.indexOf(b, ':', from, to) < 0 ? isIpv4(b, from, to) : isIpv6(b, from, to);
    }

    /** Four decimal numbers up to 255, without leading zeros: those mean octal to some readers. */
    private static boolean isIpv4(byte[] b, int from, int to) {
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= to || b[at++] != '.')) {
                return false;
            }
            int first = at;
            int value = 0;
            while (at < to && at - first < 3 && NumberScan.isDigit(b[at])) {
                value = value * 10 + (b[at++] - '0');
            }
            if (at == first || value > 255 || (b[first] == '0' && at - first > 1)) {
                return false;
            }
        }
        return at == to;
    }

    /** RFC 4291, section 2.2: eight groups, one run of them perhaps written {@code ::}, the last two perhaps as IPv4. */
    private static boolean isIpv6(byte[] b, int from, int to) {
        int groups = 0;
        boolean gap = false;
        int at = from;
        while (at < to) {
            if (startsGap(b, at, to)) {
                if (gap) {
                    return false;
                }
                gap = true;
                at += 2;
                continue;
            }
            // a colon stands between two groups, and nowhere but there
            if (groups > 0 && b[at - 1] != ':' && b[at++] != ':') {
                return false;
            }
            int end = groupEnd(b, at, to);
            if (end < to && b[end] == '.') {
                groups += 2;
                at = isIpv4(b, at, to) ? to : -1;
            } else {
                groups++;
                at = end > at && end - at <= 4 ? end : -1;
            }
            if (at < 0) {
                return false;
            }
        }
        return gap ? groups < GROUPS : groups == GROUPS;
    }

    private static boolean startsGap(byte[] b, int at, int to) {
        return at + 1 < to && b[at] == ':' && b[at + 1] == ':';
    }

    private static int groupEnd(byte[] b, int from, int to) {
        int at = from;
        while (at < to && Formats.isHex(b[at])) {
            at++;
        }
        return at;
    }
}
