package dev.runnel.engine.filesystem;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an HDFS refused, or that it is away, in one line that says what to do. It has no cause:
 * people are shown the innermost one, and this says more.
 */
public final class FileSystemFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(FileSystemFailure.class);
    private static final Set<String> AWAY = Set.of(
            "ConnectException",
            "ConnectTimeoutException",
            "SocketTimeoutException",
            "NoRouteToHostException",
            "RetriableException");

    /** Whether it was away, rather than that it refused. */
    private final boolean away;

    private FileSystemFailure(String message, boolean away) {
        super(message);
        this.away = away;
    }

    /** Whether something failed since a file system is away, which may pass. */
    public static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemFailure said) {
                return said.away;
            }
        }
        return false;
    }

    /**
     * Says it in words, where there are some; else gives it back as it is, as that a file is not there.
     *
     * @param path what was read or written
     */
    public static IOException explain(Path path, IOException e) {
        if (e instanceof FileSystemFailure
                || e instanceof FileNotFoundException
                || !"hdfs".equals(path.toUri().getScheme())) {
            return e;
        }
        LOG.debug("{}", path, e);
        return words(path, e).<IOException>map(said -> said).orElse(e);
    }

    private static Optional<FileSystemFailure> words(Path path, IOException e) {
        String server = path.toUri().getScheme() + "://" + path.toUri().getAuthority();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String kind = kind(cause);
            if (kind.equals("AccessControlException")) {
                return refused(path + " is refused: " + firstLine(cause)
                        + "; let that user in there, or name another one as `hdfs: { user: }` in env/embedded.yaml");
            }
            if (kind.equals("UnknownHostException")) {
                return refused(
                        "there is no host " + path.toUri().getHost() + " for " + path
                                + "; mend the address, or let HADOOP_CONF_DIR name the folder with the cluster's hdfs-site.xml");
            }
            if (kind.equals("StandbyException")) {
                return refused(server + " is a name node that stands by; name the active one, or the name service of"
                        + " both and, as HADOOP_CONF_DIR, the folder with its hdfs-site.xml");
            }
            if (kind.equals("SafeModeException")) {
                return away(server + " is in safe mode and takes no writes yet; it is tried again");
            }
            if (AWAY.contains(kind) || isNoNameNode(cause)) {
                return away(server + " does not answer as a name node does (" + firstLine(deepest(cause))
                        + "); is it up, and is this the address that its `fs.defaultFS` says? It is tried again");
            }
        }
        return Optional.empty();
    }

    /** What other servers answer; a file may end early too, which is another matter. */
    private static boolean isNoNameNode(Throwable failure) {
        String message = firstLine(failure);
        return message.contains("RPC response") || message.contains("End of File Exception between local host");
    }

    private static Optional<FileSystemFailure> refused(String message) {
        return Optional.of(new FileSystemFailure(message, false));
    }

    private static Optional<FileSystemFailure> away(String message) {
        return Optional.of(new FileSystemFailure(message, true));
    }

    /** Servers' own failures come in an envelope that names their kind. */
    private static String kind(Throwable failure) {
        String text = failure.toString();
        int open = text.indexOf('(');
        int close = text.indexOf("): ");
        if (failure.getClass().getSimpleName().equals("RemoteException") && open > 0 && close > open) {
            String named = text.substring(open + 1, close);
            return named.substring(named.lastIndexOf('.') + 1);
        }
        return failure.getClass().getSimpleName();
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.toString()
                : message.lines().findFirst().orElse("");
    }
}
