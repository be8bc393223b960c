package dev.runnel.testkit.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists of records by name, answered in pages: {@code /page/NAME?page=2&size=10}, {@code /offset/NAME?offset=10&limit=10},
 * {@code /cursor/NAME?cursor=c10&limit=10}, {@code /link/NAME?page=2&size=10}, and {@code /since/NAME?since=10}, which answers all
 * from there on with what to ask next. Thread safe.
 */
final class PagedLists {
    private static final int USUAL = 10;
    private static final int MOST_SINCE = 500;

    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

    /** @param records JSON texts */
    void add(String name, Collection<String> records) {
        List<String> list = lists.computeIfAbsent(name, n -> new ArrayList<>());
        synchronized (list) {
            list.addAll(records);
        }
    }

    Reply reply(Asked asked) {
        String[] path = asked.uri().getPath().split("/");
        List<String> all = lists.get(path.length == 3 ? path[2] : "");
        if (all == null) {
            return new Reply(404, Map.of(), "no such list".getBytes(StandardCharsets.UTF_8));
        }
        synchronized (all) {
            return switch (path[1]) {
                case "page" -> page(all, asked);
                case "offset" -> offset(all, asked);
                case "cursor" -> cursor(all, asked);
                case "link" -> link(all, asked);
                default -> since(all, asked);
            };
        }
    }

    private static Reply page(List<String> all, Asked asked) {
        int size = asked.number("size", USUAL);
        return Reply.json("{\"items\":" + part(all, (asked.number("page", 1) - 1) * size, size) + "}");
    }

    private static Reply offset(List<String> all, Asked asked) {
        String items = part(all, asked.number("offset", 0), asked.number("limit", USUAL));
        return Reply.json("{\"total\":" + all.size() + ",\"data\":{\"items\":" + items + "}}");
    }

    private static Reply cursor(List<String> all, Asked asked) {
        String cursor = asked.parameters().getOrDefault("cursor", "c0");
        int from = Integer.parseInt(cursor.substring(1));
        int size = asked.number("limit", USUAL);
        String next = from + size < all.size() ? "\"c" + (from + size) + "\"" : "null";
        return Reply.json("{\"items\":" + part(all, from, size) + ",\"meta\":{\"next\":" + next + "}}");
    }

    private static Reply link(List<String> all, Asked asked) {
        int size = asked.number("size", USUAL);
        int page = asked.number("page", 1);
        String items = part(all, (page - 1) * size, size);
        URI self = asked.uri();
        String link = "<" + self.getPath() + "?page=1&size=" + size + ">; rel=\"first\"";
        if (page * size < all.size()) {
            link += ", <" + self.getPath() + "?page=" + (page + 1) + "&size=" + size + ">; rel=\"next\"";
        }
        return new Reply(
                200, Map.of("Content-Type", "application/json", "Link", link), items.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply since(List<String> all, Asked asked) {
        int from = asked.number("since", 0);
        int to = Math.min(all.size(), from + MOST_SINCE);
        return Reply.json("{\"items\":" + part(all, from, MOST_SINCE) + ",\"next\":" + Math.max(from, to) + "}");
    }

    private static String part(List<String> all, int from, int size) {
        int begin = Math.min(Math.max(0, from), all.size());
        return "[" + String.join(",", all.subList(begin, Math.min(all.size(), begin + size))) + "]";
    }
}
