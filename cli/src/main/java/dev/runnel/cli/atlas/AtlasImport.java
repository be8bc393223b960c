package dev.runnel.cli.atlas;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes pipeline folders of Atlas metadata: of one group the folder itself, of several a folder each below it. */
public final class AtlasImport {
    private static final long LONGEST = 16L << 20;

    private AtlasImport() {}

    /**
     * Reads the metadata and writes the folders. Nothing is written when there is a mistake.
     *
     * @param into the folder; by default one named as the group, and for several groups the current one
     * @return the files that were written
     * @throws IOException when the metadata cannot be read or a folder not be written
     */
    public static List<Path> run(Path file, Optional<Path> into, Diagnostics out) throws IOException {
        List<Group> groups = MetadataReader.read(file, text(file, out), out);
        Map<Path, Group> folders = new LinkedHashMap<>();
        for (Group group : groups) {
            Path folder = groups.size() == 1
                    ? into.orElse(Path.of(group.pipeline()))
                    : into.orElse(Path.of("")).resolve(group.pipeline());
            folders.put(folder.resolve(PipelineReader.FILE), group);
        }
        folders.keySet().stream()
                .filter(Files::exists)
                .forEach(there -> out.error(
                        Code.CONFLICT,
                        Location.of(there),
                        "this file is there already",
                        "move it away, or name another folder: --into DIR"));
        List<Path> written = new ArrayList<>();
        if (!out.hasErrors()) {
            for (Map.Entry<Path, Group> each : folders.entrySet()) {
                Files.createDirectories(each.getKey().toAbsolutePath().getParent());
                written.add(Files.writeString(
                        each.getKey(),
                        PipelineText.of(each.getValue(), file.getFileName().toString()),
                        StandardOpenOption.CREATE_NEW));
            }
        }
        return written;
    }

    private static String text(Path file, Diagnostics out) throws IOException {
        try {
            if (Files.size(file) > LONGEST) {
                out.error(Code.SYNTAX, Location.of(file), "the file is longer than 16 MiB: it is no metadata");
                return "";
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            out.error(Code.FILE_MISSING, Location.of(file), "there is no such file");
        } catch (MalformedInputException e) {
            out.error(Code.SYNTAX, Location.of(file), "the file is not UTF-8");
        }
        return "";
    }
}
