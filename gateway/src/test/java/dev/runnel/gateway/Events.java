package dev.runnel.gateway;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records of the shop's `events`, written with the spaces that people and programs write. */
public final class Events {
    private Events() {}

    public static String valid(int id) {
        return "{ \"id\":" + id + ", \"type\" : \"click\",\"package_id\":\"p\\u00e9-" + id
                + "\",\n  \"event\":{\"ip\":\"192.0.2.1\",\"timestamp\":\"2026-11-20T10:15:30Z\",\"price\":12.50}}";
    }

    public static String invalid(int id) {
        return "{\"id\":" + id
                + ",\"type\":\"hover\",\"package_id\":null,\"event\":{\"timestamp\":\"2026-11-20T10:15:30Z\"}}";
    }

    public static List<String> valid(int from, int to) {
        return IntStream.range(from, to).mapToObj(Events::valid).toList();
    }

    public static String array(List<String> records) {
        return records.stream().collect(Collectors.joining(" ,\n", "[ ", "\n]"));
    }

    /** One line each. */
    public static String lines(List<String> records) {
        return records.stream().map(r -> r.replace("\n", "")).collect(Collectors.joining("\n", "", "\n"));
    }
}
