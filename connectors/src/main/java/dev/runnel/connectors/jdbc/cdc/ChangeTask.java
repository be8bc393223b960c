package dev.runnel.connectors.jdbc.cdc;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** A task of Debezium's, driven by hand: it reads in threads of its own and is asked for what it found. Not thread safe. */
final class ChangeTask implements Closeable {
    private final SourceTask task;

    private ChangeTask(SourceTask task) {
        this.task = task;
    }

    /**
     * Starts one.
     *
     * @param offset behind which it goes on; empty when there is none
     */
    static ChangeTask start(SourceTask task, Map<String, String> properties, Map<String, Object> offset)
            throws IOException {
        task.initialize(new Context(properties, offset.isEmpty() ? null : offset));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread()
                .setContextClassLoader(ChangeTask.class.getClassLoader()); // where Debezium looks for its parts
        try {
            task.start(properties);
            return new ChangeTask(task);
        } catch (RuntimeException e) { // what tasks throw
            task.stop();
            throw failure(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** What was found since; waits a moment for it. */
    List<SourceRecord> poll() throws IOException, InterruptedException {
        try {
            List<SourceRecord> found = task.poll();
            return found == null ? List.of() : found;
        } catch (RuntimeException e) { // what tasks throw
            throw failure(e);
        }
    }

    /** Tells the server that it may forget what stands before an offset. */
    void forget(Map<String, Object> offset) throws IOException, InterruptedException {
        try {
            SourceRecord until = new SourceRecord(Map.of("server", ""), offset, "", null, null);
            task.commitRecord(until, null);
            task.commit();
        } catch (RuntimeException e) { // what tasks throw
            throw failure(e);
        }
    }

    private static IOException failure(RuntimeException thrown) {
        Throwable why = thrown;
        while (why.getCause() != null && why.getCause() != why && why.getCause().getMessage() != null) {
            why = why.getCause();
        }
        String message = String.valueOf(why.getMessage()).strip();
        return new IOException(
                "the changes cannot be read: " + message.lines().findFirst().orElse(message), thrown);
    }

    @Override
    public void close() {
        try {
            task.stop();
        } catch (ConnectException e) {
            // its connections are gone already, which is all that was wanted
        }
    }

    /** What a worker would tell a task. */
    private static final class Context implements SourceTaskContext, OffsetStorageReader {
        private final Map<String, String> properties;
        private final @Nullable Map<String, Object> offset;

        Context(Map<String, String> properties, @Nullable Map<String, Object> offset) {
            this.properties = properties;
            this.offset = offset;
        }

        @Override
        public Map<String, String> configs() {
            return properties;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new IllegalStateException("no metrics of tasks are kept");
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
            return offset;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> all = new HashMap<>();
            partitions.forEach(partition -> all.put(partition, offset));
            return all;
        }
    }
}
