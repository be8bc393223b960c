package dev.runnel.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a text when its personal part is taken out. Masking what is masked changes nothing.
 *
 * <ul>
 *   <li>An IPv4 address keeps its first three numbers, an IPv6 address its first 48 bits, one that stands for an IPv4
 *       address that one's three numbers: both are addresses still.
 *   <li>An e-mail address keeps its domain: {@code ***@example.com}.
 *   <li>Any other text of more than three characters keeps the first: {@code J***}; a shorter one is {@code ***}.
 * </ul>
 */
final class Masks {
    private static final String HIDDEN = "***";
    private static final int GROUPS = 8;

    private Masks() {}

    static String of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (IpAddresses.isAddress(utf8, 0, utf8.length)) {
            return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        }
        if (Formats.isEmail(utf8, 0, utf8.length)) {
            return HIDDEN + text.substring(text.indexOf('@'));
        }
        if (text.isEmpty()) {
            return text;
        }
        boolean shown = text.codePointCount(0, text.length()) > HIDDEN.length();
        return shown ? text.substring(0, text.offsetByCodePoints(0, 1)) + HIDDEN : HIDDEN;
    }

    private static String ipv4(String address) {
        return address.substring(0, address.lastIndexOf('.') + 1) + "0";
    }

    private static String ipv6(String address) {
        int gap = address.indexOf("::");
        List<Integer> head = groups(gap < 0 ? address : address.substring(0, gap));
        List<Integer> tail = groups(gap < 0 ? "" : address.substring(gap + 2));
        int[] all = new int[GROUPS];
        for (int i = 0; i < head.size(); i++) {
            all[i] = head.get(i);
        }
        for (int i = 0; i < tail.size(); i++) {
            all[GROUPS - tail.size() + i] = tail.get(i);
        }
        if ((all[0] | all[1] | all[2] | all[3] | all[4]) == 0 && all[5] == 0xFFFF) {
            return "::ffff:%d.%d.%d.0".formatted(all[6] >> 8, all[6] & 0xFF, all[7] >> 8);
        }
        return (all[0] | all[1] | all[2]) == 0 ? "::" : "%x:%x:%x::".formatted(all[0], all[1], all[2]);
    }

    private static List<Integer> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        for (String group : text.isEmpty() ? new String[0] : text.split(":")) {
            if (group.indexOf('.') < 0) {
                groups.add(Integer.parseInt(group, 16));
            } else {
                String[] bytes = group.split("\\.");
                groups.add(Integer.parseInt(bytes[0]) << 8 | Integer.parseInt(bytes[1]));
                groups.add(Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]));
            }
        }
        return groups;
    }
}
