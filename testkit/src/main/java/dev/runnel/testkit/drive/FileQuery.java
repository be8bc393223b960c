package dev.runnel.testkit.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of <a href="https://developers.google.com/workspace/drive/api/guides/ref-search-terms">files.list's query
 * language</a> that finds files by name, type, folder and whether they are in the trash. Used by one thread.
 */
final class FileQuery {
    private static final Pattern TOKEN = Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|\\(|\\)|!=|=|[A-Za-z]+)");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private FileQuery(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("Invalid Value: " + text);
        }
    }

    /**
     * What a query finds.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Predicate<StoredFile> of(String text) {
        FileQuery query = new FileQuery(text);
        Predicate<StoredFile> found = query.any();
        if (query.at < query.tokens.size()) {
            throw new IllegalArgumentException("Invalid Value: " + text);
        }
        return found;
    }

    private Predicate<StoredFile> any() {
        Predicate<StoredFile> found = every();
        while (isNext("or")) {
            found = found.or(every());
        }
        return found;
    }

    private Predicate<StoredFile> every() {
        Predicate<StoredFile> found = one();
        while (isNext("and")) {
            found = found.and(one());
        }
        return found;
    }

    private Predicate<StoredFile> one() {
        if (isNext("not")) {
            return one().negate();
        }
        if (isNext("(")) {
            Predicate<StoredFile> found = any();
            need(")");
            return found;
        }
        String first = take();
        if (first.startsWith("'")) {
            need("in");
            need("parents");
            String parent = text(first).equals("root") ? DriveFiles.ROOT : text(first);
            return file -> file.parent().equals(parent);
        }
        boolean isEqual = take().equals("=");
        String value = take();
        Predicate<StoredFile> found =
                switch (first) {
                    case "name" -> file -> file.name().equals(text(value));
                    case "mimeType" -> file -> file.mimeType().equals(text(value));
                    case "trashed" -> file -> file.trashed() == value.equals("true");
                    default -> throw new IllegalArgumentException("Invalid Value: " + first);
                };
        return isEqual ? found : found.negate();
    }

    private static String text(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private boolean isNext(String token) {
        boolean isNext = at < tokens.size() && tokens.get(at).equals(token);
        at += isNext ? 1 : 0;
        return isNext;
    }

    private void need(String token) {
        if (!isNext(token)) {
            throw new IllegalArgumentException("Invalid Value: " + token + " is missing");
        }
    }

    private String take() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("Invalid Value: the query ends too early");
        }
        return tokens.get(at++);
    }
}
