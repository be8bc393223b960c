package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.List;

/** A connector that reads files, and only those below the pipeline's folder or where the environment lets it. */
public interface ReadsFiles extends Connector {

    /**
     * Reports paths that lead elsewhere. Pure: no file is looked at, so links are not followed; whoever reads does.
     *
     * @param settings already parsed by the declared options
     * @param directory the pipeline's folder
     * @param allowed folders, absolute or below the pipeline's, and addresses such as {@code s3://bucket/orders}
     */
    void checkPaths(Settings settings, Path directory, List<String> allowed, Diagnostics out);
}
