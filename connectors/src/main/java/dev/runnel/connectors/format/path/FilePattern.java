package dev.runnel.connectors.format.path;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path in which {@code *} stands for any characters of a name, {@code **} for any folders, {@code ?} for a character,
 * {@code [ab]} for one of several and <code>{a,b}</code> for one of several words. Immutable and thread safe.
 *
 * @param root the folders before the first part with such a sign; the whole path where there is none
 * @param rest from there on; empty where there is no such sign
 */
public record FilePattern(String root, String rest) {
    private static final Pattern SIGNS = Pattern.compile("[*?\\[{]");
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

    /**
     * Takes a path apart.
     *
     * @throws PatternSyntaxException when a bracket or brace is not closed
     */
    public static FilePattern of(String path) {
        String[] parts = path.split("/", -1);
        int first = 0;
        while (first < parts.length && !SIGNS.matcher(parts[first]).find()) {
            first++;
        }
        String root = String.join("/", Arrays.copyOfRange(parts, 0, first));
        FilePattern pattern = new FilePattern(
                root.isEmpty() && path.startsWith("/") ? "/" : root,
                String.join("/", Arrays.copyOfRange(parts, first, parts.length)));
        pattern.matcher();
        return pattern;
    }

    /** Whether a path is an address of another file system, {@code s3://bucket/orders}. */
    public static boolean isAddress(String path) {
        return ADDRESS.matcher(path).matches();
    }

    /** Whether it stands for one file, whether that is there or not. */
    public boolean isOneFile() {
        return rest.isEmpty();
    }

    /** Tells which paths below the root are meant. */
    public Optional<PathMatcher> matcher() {
        return isOneFile()
                ? Optional.empty()
                : Optional.of(FileSystems.getDefault().getPathMatcher("glob:" + withRootLevel(rest)));
    }

    /** Any folders may be none, which Java's own patterns do not mean. */
    private static String withRootLevel(String rest) {
        return rest.replace("**/", "{**/,}");
    }

    /**
     * Whether a name is passed over: files that begin with a dot or underscore are unfinished or notes of the program that
     * writes there, unless the pattern names them so.
     */
    public boolean isHidden(Path below) {
        for (Path part : below) {
            String name = part.toString();
            if ((name.startsWith(".") || name.startsWith("_")) && !("/" + rest).contains("/" + name.charAt(0))) {
                return true;
            }
        }
        return false;
    }
}
