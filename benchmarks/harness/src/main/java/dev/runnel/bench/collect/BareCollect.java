package dev.runnel.bench.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.broker.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A bare Vert.x handler: the body's records go to Kafka unseen, the answer comes when all are acknowledged. */
final class BareCollect implements Contender {
    static final String NAME = "bare vert.x";

    private final CollectWork work;

    BareCollect(CollectWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(
                ProducerSettings.RESOURCE,
                "no validation, no headers; an array is cut into its records by Jackson's streaming parser; as many event"
                        + " loops as the gateway has");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        int port = Ports.free();
        String topic = work.topic("bare");
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().product(),
                BareCollect.class.getName(),
                List.of("bootstrap=" + work.bootstrapServers(), "topic=" + topic, "port=" + port));
        try (ChildProcess server = jvm.start(folder)) {
            work.awaitServer(server, port, "/");
            return work.post(server, port, topic, folder);
        }
    }

    /** The process itself. */
    public static void main(String[] words) {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        int loops = Math.min(2, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        Handler handler = new Handler(ProducerSettings.producer(arguments.text("bootstrap")), arguments.text("topic"));
        int port = Math.toIntExact(arguments.number("port"));
        for (int i = 0; i < loops; i++) {
            vertx.createHttpServer().requestHandler(handler::handle).listen(port, "127.0.0.1");
        }
        cue.awaitEnd();
        System.exit(0);
    }

    private record Handler(KafkaProducer<byte[], byte[]> producer, String topic) {
        private static final JsonFactory JSON = new JsonFactory();

        void handle(HttpServerRequest request) {
            if (request.method() == io.vertx.core.http.HttpMethod.GET) {
                request.response().end();
                return;
            }
            request.body().onSuccess(body -> {
                try {
                    send(body.getBytes(), request);
                } catch (IOException e) {
                    request.response().setStatusCode(400).end();
                }
            });
        }

        private void send(byte[] body, HttpServerRequest request) throws IOException {
            AtomicInteger left = new AtomicInteger(1);
            if (body[0] != '[') {
                send(body, left, request);
            } else {
                try (JsonParser json = JSON.createParser(body)) {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
                        json.skipChildren();
                        int to = Math.toIntExact(json.currentLocation().getByteOffset());
                        left.incrementAndGet();
                        send(Arrays.copyOfRange(body, from, to), left, request);
                    }
                }
                acknowledged(left, request);
            }
        }

        private void send(byte[] record, AtomicInteger left, HttpServerRequest request) {
            producer.send(new ProducerRecord<>(topic, record), (metadata, failure) -> {
                if (failure != null) {
                    request.response().setStatusCode(503).end();
                } else {
                    acknowledged(left, request);
                }
            });
        }

        private static void acknowledged(AtomicInteger left, HttpServerRequest request) {
            if (left.decrementAndGet() == 0) {
                request.response().end("{\"status\":\"success\"}");
            }
        }
    }
}
