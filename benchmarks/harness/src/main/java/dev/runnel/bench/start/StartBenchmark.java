package dev.runnel.bench.start;

import dev.runnel.bench.process.KafkaServer;
import dev.runnel.bench.run.Benchmark;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Lab;
import dev.runnel.bench.run.Limit;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Session;
import java.util.List;

/** From the command to HTTP that accepts and to the first live result; memory at rest. */
public final class StartBenchmark implements Benchmark {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String work() {
        return "from the command to HTTP that accepts and to the first live result; memory at rest";
    }

    @Override
    public Session open(Lab lab) throws InterruptedException {
        KafkaServer kafka = KafkaServer.start(lab.programs(), lab.folder().resolve("kafka"));
        return new Open(kafka, new StartWork(lab, kafka.bootstrapServers()));
    }

    private record Open(KafkaServer kafka, StartWork work) implements Session {
        @Override
        public List<Metric> metrics() {
            return List.of(StartWork.ACCEPTS, StartWork.FIRST_RESULT, StartWork.IDLE);
        }

        @Override
        public List<Contender> contenders() {
            return List.of(
                    new RunnelStart("runnel", Role.PRODUCT, work),
                    new ConnectStart(work),
                    new FlinkStart(work),
                    new RunnelStart("runnel again", Role.CONTROL, work));
        }

        @Override
        public List<Limit> limits() {
            return List.of();
        }

        @Override
        public List<Reach> reaches() {
            return List.of(
                    new Reach(StartWork.ACCEPTS.name(), Reach.ITSELF, 3),
                    new Reach(StartWork.FIRST_RESULT.name(), Reach.ITSELF, 6),
                    new Reach(StartWork.IDLE.name(), Reach.ITSELF, 700));
        }

        @Override
        public List<String> rules() {
            return List.of(
                    "every run is a new process with nothing on disk; the clock starts when it is started",
                    "Runnel starts its own Kafka in that time; for the peers a broker runs already",
                    "memory is what is resident " + work.idleSeconds() + " s after the last thing that happened");
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
