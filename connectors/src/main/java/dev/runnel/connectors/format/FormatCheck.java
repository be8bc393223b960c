package dev.runnel.connectors.format;

import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is wrong with the {@link FormatOptions} of a source beyond the single ones. Pure: no file is looked at. */
public final class FormatCheck {
    private final Settings settings;
    private final Diagnostics out;
    private final Set<FileFormat> formats;
    private final boolean open;

    private FormatCheck(Settings settings, Set<FileFormat> formats, boolean open, Diagnostics out) {
        this.settings = settings;
        this.formats = Set.copyOf(formats);
        this.open = open;
        this.out = out;
    }

    /**
     * Reports what is wrong.
     *
     * @param formats that the files may have, as far as is known
     * @param open whether files of any other format may come too
     */
    public static void check(
            Settings settings, RecordType type, Set<FileFormat> formats, boolean open, Diagnostics out) {
        FormatCheck check = new FormatCheck(settings, formats, open, out);
        check.meaningless();
        check.characters();
        check.header();
        check.columns(type);
    }

    private void meaningless() {
        Predicate<FileFormat> excel = f -> f == FileFormat.EXCEL;
        Stream.of(FormatOptions.SHEET, FormatOptions.HEADER_ROW).forEach(o -> onlyFor(o, excel, "Excel"));
        Stream.of(FormatOptions.DELIMITER, FormatOptions.QUOTE, FormatOptions.ESCAPE, FormatOptions.COMMENT)
                .forEach(o -> onlyFor(o, FileFormat::isDelimited, "CSV and TSV"));
        Stream.of(FormatOptions.HEADER, FormatOptions.COLUMNS, FormatOptions.NULLS)
                .forEach(o -> onlyFor(o, FileFormat::isTable, "CSV, TSV and Excel"));
        Stream.of(FormatOptions.COMPRESSION, FormatOptions.ENCODING)
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
                List.of(FormatOptions.DELIMITER, FormatOptions.QUOTE, FormatOptions.ESCAPE, FormatOptions.COMMENT);
        for (int i = 1; i < options.size(); i++) {
            Option<String> option = options.get(i);
            Optional<String> value = settings.find(option).filter(v -> !v.equals(CharacterKind.NONE));
            for (Option<String> other : options.subList(0, i)) {
                boolean doubledQuote = option == FormatOptions.ESCAPE && other == FormatOptions.QUOTE;
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
        return given.isEmpty() && option == FormatOptions.DELIMITER ? Optional.of(tabs ? "tab" : ",") : given;
    }

    private void header() {
        if (settings.find(FormatOptions.HEADER_ROW).isPresent() && !settings.get(FormatOptions.HEADER)) {
            out.error(
                    Code.CONFLICT,
                    settings.at(FormatOptions.HEADER_ROW),
                    "'header_row' names a header, and 'header: false' says that there is none",
                    "leave one of them out");
        }
    }

    private void columns(RecordType type) {
        List<String> columns = settings.get(FormatOptions.COLUMNS);
        if (columns.isEmpty()) {
            return;
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            out.error(
                    Code.DUPLICATE_KEY,
                    settings.at(FormatOptions.COLUMNS),
                    "a name stands twice in 'columns'",
                    "give each column a name of its own");
        }
        for (Field field : type.fields()) {
            String column = field.path().orElse(field.name()).split("\\.", -1)[0];
            if (field.required() && field.fallback().isEmpty() && !columns.contains(column)) {
                out.unknown(
                        Code.UNKNOWN_FIELD,
                        settings.at(FormatOptions.COLUMNS),
                        "column of the required field '" + field.name() + "':",
                        column,
                        columns);
            }
        }
    }
}
