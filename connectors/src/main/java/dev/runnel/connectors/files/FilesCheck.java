package dev.runnel.connectors.files;

import dev.runnel.connectors.format.FileFormat;
import dev.runnel.connectors.format.FormatCheck;
import dev.runnel.connectors.format.FormatOptions;
import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.connectors.format.path.FilePattern;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with settings of a source of files beyond its single options. Pure: no file is looked at. */
public final class FilesCheck {
    private static final String SIGNS = "*?[]{}";

    private final Settings settings;
    private final Diagnostics out;
    private final Set<FileFormat> formats = new HashSet<>();
    /** Whether a file of any other format may come too. */
    private boolean open;

    private FilesCheck(Settings settings, Diagnostics out) {
        this.settings = settings;
        this.out = out;
    }

    /** Reports what is wrong. */
    public static void check(Settings settings, RecordType type, Diagnostics out) {
        FilesCheck check = new FilesCheck(settings, out);
        check.formats();
        FormatCheck.check(settings, type, check.formats, check.open, out);
    }

    /** Reports paths that may not be read. */
    public static void checkPaths(Settings settings, Path directory, List<String> allowed, Diagnostics out) {
        AllowedFolders folders = new AllowedFolders(directory, allowed);
        for (String path : settings.get(FilesOptions.PATH)) {
            FilePattern pattern = FilePattern.of(path);
            if (!folders.mayAllow(pattern)) {
                boolean address = FilePattern.isAddress(path);
                out.error(
                        Code.WRONG_VALUE,
                        settings.at(FilesOptions.PATH),
                        "'" + path + "' lies outside the pipeline's folder",
                        (address ? "" : "put the files below it, or ") + "allow their folder in env/embedded.yaml:"
                                + " allow_paths: [" + folder(pattern) + "]");
            }
        }
    }

    private static String folder(FilePattern pattern) {
        int last = pattern.isOneFile()
                ? pattern.root().lastIndexOf('/')
                : pattern.root().length();
        return last <= 0 ? "/" : pattern.root().substring(0, last);
    }

    /** Which formats the files may have, as far as the paths tell. */
    private void formats() {
        Optional<String> given = settings.find(FormatOptions.FORMAT);
        given.map(FileFormat::ofId).ifPresent(formats::add);
        if (given.isPresent()) {
            return;
        }
        for (String path : settings.get(FilesOptions.PATH)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            String plain = Compression.of(name).strip(name);
            Optional<FileFormat> format = FileFormat.of(name);
            format.ifPresent(formats::add);
            if (format.isEmpty() && !plain.isEmpty() && SIGNS.indexOf(plain.charAt(plain.length() - 1)) >= 0) {
                open = true;
            } else if (format.isEmpty()) {
                out.error(
                        Code.MISSING_KEY,
                        settings.at(FilesOptions.PATH),
                        "the name '" + name + "' does not say which format the file has",
                        "add `format:`, one of " + String.join(", ", FileFormat.ids()));
                open = true;
            }
        }
    }
}
