package dev.runnel.connectors.files.folder;

import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.connectors.format.path.FilePattern;
import dev.runnel.engine.filesystem.FileSystemFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Looks for files on the file systems that Flink knows by their addresses. Thread safe. */
final class RemoteFolder {
    private final AllowedFolders allowed;

    RemoteFolder(AllowedFolders allowed) {
        this.allowed = allowed;
    }

    List<FoundFile> find(FilePattern pattern) throws IOException {
        String address = pattern.root() + "/" + pattern.rest();
        if (!allowed.allows(address)) {
            throw new IOException(
                    address + " may not be read; name the address of its folder in the environment's `allow_paths`");
        }
        Path root = new Path(pattern.root().matches("[^/]+//[^/]*") ? pattern.root() + "/" : pattern.root());
        Optional<PathMatcher> matcher = pattern.matcher();
        List<FoundFile> found = new ArrayList<>();
        try {
            FileSystem files = root.getFileSystem();
            if (matcher.isEmpty()) {
                FileStatus file = files.getFileStatus(root);
                if (file.isDir()) {
                    throw new IOException(root + " is no file; for the files in a folder say " + root + "/*");
                }
                found.add(found(file));
            } else {
                walk(files, files.getFileStatus(root), "", pattern, matcher.get(), found);
            }
        } catch (FileNotFoundException e) {
            if (matcher.isEmpty()) {
                throw new IOException("there is no file " + root + "; make it, or mend `path`", e);
            }
        } catch (IOException e) {
            throw FileSystemFailure.explain(root, e);
        }
        return found;
    }

    private static void walk(
            FileSystem files,
            FileStatus folder,
            String below,
            FilePattern pattern,
            PathMatcher matcher,
            List<FoundFile> found)
            throws IOException {
        for (FileStatus each : files.listStatus(folder.getPath())) {
            java.nio.file.Path path =
                    java.nio.file.Path.of(below, each.getPath().getName());
            if (each.isDir()) {
                walk(files, each, path.toString(), pattern, matcher, found);
            } else if (matcher.matches(path) && !pattern.isHidden(path) && found.size() <= FileFinder.MOST_FILES) {
                found.add(found(each));
            }
        }
    }

    private static FoundFile found(FileStatus file) {
        String address = file.getPath().toString();
        return new FoundFile(address, address, file.getLen(), file.getModificationTime());
    }
}
