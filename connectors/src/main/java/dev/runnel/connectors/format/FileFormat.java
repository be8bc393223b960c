package dev.runnel.connectors.format;

import dev.runnel.connectors.format.text.Compression;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of files that can be read. */
public enum FileFormat {
    CSV("csv"),
    TSV("tsv", "tab"),
    JSON("json"),
    NDJSON("ndjson", "jsonl"),
    PARQUET("parquet"),
    AVRO("avro"),
    EXCEL("xlsx", "xlsm", "xls");

    private final List<String> endings;

    FileFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** The name in options, {@code csv}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of all, for options. */
    public static String[] ids() {
        return Arrays.stream(values()).map(FileFormat::id).toArray(String[]::new);
    }

    /** The format that a name of {@link #ids} means. */
    public static FileFormat ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** What a file's name says of it, with or without the ending of a compression: {@code orders.csv.gz}. */
    public static Optional<FileFormat> of(String fileName) {
        String plain = Compression.of(fileName).strip(fileName).toLowerCase(Locale.ROOT);
        String ending = plain.substring(plain.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(format -> format.endings.contains(ending) && plain.contains("."))
                .findFirst();
    }

    /** Whether it is text, which may be compressed as a whole and in one encoding or another. */
    boolean isText() {
        return this == CSV || this == TSV || this == JSON || this == NDJSON;
    }

    boolean isDelimited() {
        return this == CSV || this == TSV;
    }

    /** Whether rows have cells below each other, and names only by a header. */
    boolean isTable() {
        return isDelimited() || this == EXCEL;
    }
}
