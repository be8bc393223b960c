package dev.runnel.connectors.files;

import dev.runnel.connectors.files.folder.AllowedFolders;
import dev.runnel.connectors.files.folder.FilePattern;
import dev.runnel.connectors.files.text.Compression;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        check.meaningless();
        check.characters();
        check.header();
        check.columns(type);
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
        Optional<String> given = settings.find(FilesOptions.FORMAT);
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

    private void meaningless() {
        Predicate<FileFormat> excel = f -> f == FileFormat.EXCEL;
        Stream.of(FilesOptions.SHEET, FilesOptions.HEADER_ROW).forEach(o -> onlyFor(o, excel, "Excel"));
        Stream.of(FilesOptions.DELIMITER, FilesOptions.QUOTE, FilesOptions.ESCAPE, FilesOptions.COMMENT)
                .forEach(o -> onlyFor(o, FileFormat::isDelimited, "CSV and TSV"));
        Stream.of(FilesOptions.HEADER, FilesOptions.COLUMNS, FilesOptions.NULLS)
                .forEach(o -> onlyFor(o, FileFormat::isTable, "CSV, TSV and Excel"));
        Stream.of(FilesOptions.COMPRESSION, FilesOptions.ENCODING)
                .forEach(o -> onlyFor(o, FileFormat::isText, "CSV, TSV, JSON and NDJSON"));
    }

    private void onlyFor(Option<?> option, Predicate<FileFormat> formatsOf, String names) {
        boolean given = !settings.at(option).equals(settings.at());
        if (given && !open && formats.stream().noneMatch(formatsOf)) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(option),
                    "'" + option.name() + "' means nothing for these files",
                    "leave it out: it is for " + names + " files");
        }
    }

    private void characters() {
        List<Option<String>> options =
                List.of(FilesOptions.DELIMITER, FilesOptions.QUOTE, FilesOptions.ESCAPE, FilesOptions.COMMENT);
        for (int i = 1; i < options.size(); i++) {
            Option<String> option = options.get(i);
            Optional<String> value = settings.find(option).filter(v -> !v.equals(CharacterKind.NONE));
            for (Option<String> other : options.subList(0, i)) {
                boolean doubledQuote = option == FilesOptions.ESCAPE && other == FilesOptions.QUOTE;
                if (value.isPresent() && value.equals(character(other)) && !doubledQuote) {
                    out.error(
                            Code.CONFLICT,
                            settings.at(option),
                            "'" + option.name() + "' and '" + other.name() + "' are the same character",
                            "give one of them another");
                }
            }
        }
    }

    private Optional<String> character(Option<String> option) {
        Optional<String> given = settings.find(option);
        boolean tabs = formats.equals(Set.of(FileFormat.TSV));
        return given.isEmpty() && option == FilesOptions.DELIMITER ? Optional.of(tabs ? "tab" : ",") : given;
    }

    private void header() {
        if (settings.find(FilesOptions.HEADER_ROW).isPresent() && !settings.get(FilesOptions.HEADER)) {
            out.error(
                    Code.CONFLICT,
                    settings.at(FilesOptions.HEADER_ROW),
                    "'header_row' names a header, and 'header: false' says that there is none",
                    "leave one of them out");
        }
    }

    private void columns(RecordType type) {
        List<String> columns = settings.get(FilesOptions.COLUMNS);
        if (columns.isEmpty()) {
            return;
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            out.error(
                    Code.DUPLICATE_KEY,
                    settings.at(FilesOptions.COLUMNS),
                    "a name stands twice in 'columns'",
                    "give each column a name of its own");
        }
        for (Field field : type.fields()) {
            String column = field.path().orElse(field.name()).split("\\.", -1)[0];
            if (field.required() && field.fallback().isEmpty() && !columns.contains(column)) {
                out.unknown(
                        Code.UNKNOWN_FIELD,
                        settings.at(FilesOptions.COLUMNS),
                        "column of the required field '" + field.name() + "':",
                        column,
                        columns);
            }
        }
    }
}
