package dev.runnel.connectors.query;

import dev.runnel.connectors.lake.layout.LakeFolder;
import dev.runnel.core.query.QueryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table's folder. Immutable; each call looks at the files anew.
 *
 * @param empty a SELECT of its columns without rows, for before anything was written; absent where only a run tells
 */
record LakeTable(Path folder, boolean iceberg, Optional<String> empty) {
    /** A SELECT of every column and row; empty where the columns are not known yet. */
    Optional<String> select() {
        List<Path> sources = sources();
        if (sources.isEmpty()) {
            return empty;
        }
        String files =
                sources.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ", "[", "]"));
        return Optional.of(
                "SELECT * FROM read_parquet(" + files + ", union_by_name = true, hive_partitioning = false)");
    }

    /** The file of columns first, since it gives their order, then those of rows. */
    private List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        Path schema = folder.resolve(LakeFolder.SCHEMA_FILE);
        if (Files.exists(schema)) {
            sources.add(schema);
        }
        sources.addAll(iceberg ? IcebergFiles.of(folder) : parquetFiles());
        return sources;
    }

    private List<Path> parquetFiles() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(folder, 32, (path, attributes) -> attributes.isRegularFile())) {
            return files.filter(this::isData).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new QueryException("the lake folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Not hidden anywhere below the table: a dot or underscore marks what is unfinished or not data. */
    private boolean isData(Path file) {
        if (!file.getFileName().toString().endsWith(".parquet")) {
            return false;
        }
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }
}
