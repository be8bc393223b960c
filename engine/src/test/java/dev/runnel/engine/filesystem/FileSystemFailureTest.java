package dev.runnel.engine.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

class FileSystemFailureTest {
    private static final Path FILE = new Path("hdfs://namenode:8020/in/a.csv");

    /** As Hadoop's client throws what a name node says; found by its simple name. */
    private static final class RemoteException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String kind;

        RemoteException(String kind, String message) {
            super(message);
            this.kind = kind;
        }

        @Override
        public String toString() {
            return "org.apache.hadoop.ipc.RemoteException(" + kind + "): " + getMessage();
        }
    }

    @Test
    void aNameNodeThatIsAwayMayComeBack() {
        IOException said = FileSystemFailure.explain(
                FILE, new IOException("Call From here failed", new ConnectException("Connection refused")));
        assertThat(said)
                .hasNoCause()
                .hasMessage(
                        "hdfs://namenode:8020 does not answer as a name node does (Connection refused); is it up, and is"
                                + " this the address that its `fs.defaultFS` says? It is tried again");
        assertThat(FileSystemFailure.passes(new UncheckedIOException(said))).isTrue();
        IOException safe = new RemoteException("org.apache.hadoop.hdfs.server.namenode.SafeModeException", "safe");
        assertThat(FileSystemFailure.passes(FileSystemFailure.explain(FILE, safe)))
                .isTrue();
    }

    @Test
    void whatIsRefusedStaysSo() {
        IOException standby = new RemoteException("org.apache.hadoop.ipc.StandbyException", "state standby");
        IOException said = FileSystemFailure.explain(FILE, standby);
        assertThat(said).hasMessageContaining("is a name node that stands by; name the active one");
        assertThat(FileSystemFailure.passes(said)).isFalse();
    }

    @Test
    void whatAnotherServerAnswersIsNoNameNode() {
        IOException http = new EOFException("End of File Exception between local host is: \"here\"");
        assertThat(FileSystemFailure.explain(FILE, http)).hasMessageContaining("does not answer as a name node does");
    }

    @Test
    void theRestIsLeftAsItIs() {
        for (IOException other : List.of(
                new FileNotFoundException("gone"), new EOFException("the file ends early"), new IOException("?"))) {
            assertThat(FileSystemFailure.explain(FILE, other)).isSameAs(other);
        }
        IOException local = new IOException(new ConnectException("Connection refused"));
        assertThat(FileSystemFailure.explain(new Path("s3://shop/in/a.csv"), local))
                .isSameAs(local);
        assertThat(FileSystemFailure.passes(local)).isFalse();
    }
}
