package dev.runnel.connectors.files.folder;

import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.connectors.format.path.FilePattern;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Looks for the files that paths and patterns stand for. Thread safe. */
public final class FileFinder {
    /** Files of one look; more are refused. */
    static final int MOST_FILES = 1_000_000;

    private final AllowedFolders allowed;

    public FileFinder(AllowedFolders allowed) {
        this.allowed = allowed;
    }

    /**
     * The files of the moment, each once, by path.
     *
     * @param paths relative ones begin at the pipeline's folder
     * @throws IOException when a file that is named without a pattern is not there, when a file lies where none may be
     *     read, or when the folders cannot be looked through; the message says which and what to do
     */
    public List<FoundFile> find(List<String> paths) throws IOException {
        List<FoundFile> found = new ArrayList<>();
        for (String path : paths) {
            FilePattern pattern = FilePattern.of(path);
            List<FoundFile> files =
                    FilePattern.isAddress(path) ? new RemoteFolder(allowed).find(pattern) : local(pattern);
            if (found.size() + files.size() > MOST_FILES) {
                throw new IOException(path + " stands for more than " + MOST_FILES + " files; name fewer");
            }
            found.addAll(files);
        }
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(FoundFile::path))
                .toList();
    }

    private List<FoundFile> local(FilePattern pattern) throws IOException {
        Path root = allowed.pipeline().resolve(pattern.root()).normalize();
        Optional<PathMatcher> matcher = pattern.matcher();
        if (matcher.isEmpty()) {
            try {
                return List.of(found(root, Files.readAttributes(root, BasicFileAttributes.class)));
            } catch (NoSuchFileException e) {
                throw new IOException("there is no file " + name(root) + "; make it, or mend `path`", e);
            }
        }
        List<FoundFile> files = new ArrayList<>();
        if (Files.isDirectory(root)) {
            Files.walkFileTree(
                    root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                            Path below = root.relativize(file);
                            if (attributes.isRegularFile()
                                    && matcher.get().matches(below)
                                    && !pattern.isHidden(below)) {
                                files.add(found(file, attributes));
                            }
                            return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                            if (e instanceof FileSystemLoopException || e instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE; // a link to a folder around it, or gone meanwhile
                            }
                            throw e;
                        }
                    });
        }
        return files;
    }

    private FoundFile found(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new IOException(name(file) + " is no file; for the files in a folder say " + name(file) + "/*");
        }
        if (!allowed.allows(file)) {
            throw new IOException(name(file) + " lies outside the pipeline's folder (it is " + file.toRealPath()
                    + "); move it, or name its folder in the environment's `allow_paths`");
        }
        return new FoundFile(
                file.toString(),
                name(file),
                attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    private String name(Path file) {
        return file.startsWith(allowed.pipeline())
                ? allowed.pipeline().relativize(file).toString()
                : file.toString();
    }
}
