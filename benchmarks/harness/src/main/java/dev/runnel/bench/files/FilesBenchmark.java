package dev.runnel.bench.files;

import dev.runnel.bench.data.Orders;
import dev.runnel.bench.process.KafkaServer;
import dev.runnel.bench.run.Benchmark;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Limit;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Options;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** CSV and newline-delimited JSON, read once, to Parquet. */
public final class FilesBenchmark implements Benchmark {
    private static final int FILES = 8;
    /** A full run has ten million rows. */
    private static final int ROWS_PER_EVENT = 2;

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String work() {
        return "orders in CSV and in newline-delimited JSON to Parquet with zstd, each row once";
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        Options options = lab.options();
        Path data = lab.folder().resolve("data");
        int rows = options.events() * ROWS_PER_EVENT / FILES * FILES;
        Orders.write(data.resolve("all"), rows, FILES);
        Orders.write(data.resolve("warm-up"), options.warmUpEvents() / FILES * FILES, FILES);
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        return new Open(kafka, new FilesWork(lab, data.resolve("warm-up"), data.resolve("all"), rows));
    }

    private record Open(KafkaServer kafka, FilesWork work) implements Session {
        @Override
        public List<Metric> metrics() {
            return Stream.of(Format.values()).map(Format::metric).toList();
        }

        @Override
        public List<Contender> contenders() {
            return List.of(
                    new RunnelFiles("runnel", Role.PRODUCT, work, kafka.bootstrapServers()),
                    new FlinkFiles(work),
                    new SparkFiles(work),
                    new DuckFiles(work),
                    new RunnelFiles("runnel again", Role.CONTROL, work, kafka.bootstrapServers()));
        }

        @Override
        public List<Limit> limits() {
            return metrics().stream()
                    .map(m -> new Limit(
                            m.name(), "DuckDB on the same files", of -> Optional.ofNullable(of.get(DuckFiles.NAME))))
                    .toList();
        }

        @Override
        public List<Reach> reaches() {
            return metrics().stream()
                    .flatMap(m -> Stream.of(
                            new Reach(m.name(), SparkFiles.NAME, 2.5), new Reach(m.name(), Reach.LIMIT, 1 / 1.2)))
                    .toList();
        }

        @Override
        public List<String> rules() {
            Options options = work.lab().options();
            return List.of(
                    "%,d rows of ten columns in %d files, as CSV with a header and quoted fields and as JSON"
                            .formatted(work.rows(), FILES),
                    "every contender: %d subtasks or threads; -Xmx%s and Java's default collector"
                            .formatted(options.parallelism(), options.heap()),
                    "every run is a new process; each format is read from other files first, then from all in a new job; the clock"
                            + " stops when the job has ended and its rows are visible",
                    "after each run every row is read and counted, and its id compared with those of all others",
                    "Runnel checks the contract on every row, and a broker beside it takes the invalid ones, of which there are none");
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
