package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** The address of a lake's root, on a file system where a folder is renamed in one step. */
final class LakeKind implements Kind<URI> {
    private static final String WANTED = "file:///data/lake or hdfs://namenode:8020/lake";

    @Override
    public Optional<URI> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(node, "an address such as " + WANTED, out);
            return Optional.empty();
        }
        Optional<URI> lake = address(scalar.text());
        if (lake.isEmpty()) {
            boolean bucket = scalar.text().startsWith("s3");
            out.error(
                    Code.WRONG_VALUE,
                    node.at(),
                    bucket
                            ? "a lake cannot be in a bucket: what is landed is put in its place by renaming, and a bucket renames"
                                    + " nothing in one step"
                            : "'" + scalar.text() + "' is not the address of a lake",
                    "say " + WANTED);
        }
        return lake;
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String path = address.getPath();
            boolean rooted = path != null
                    && path.startsWith("/")
                    && path.equals(address.normalize().getPath());
            boolean plain =
                    address.getQuery() == null && address.getFragment() == null && address.getUserInfo() == null;
            boolean local = "file".equals(address.getScheme()) && address.getAuthority() == null;
            boolean hadoop = "hdfs".equals(address.getScheme()) && address.getAuthority() != null;
            return rooted && plain && (local || hadoop) ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^(file:/|hdfs://)");
    }

    @Override
    public String title() {
        return "address";
    }
}
