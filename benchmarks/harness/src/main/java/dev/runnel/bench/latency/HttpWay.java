package dev.runnel.bench.latency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In by a post, out by a WebSocket: as a program and a page would. */
final class HttpWay implements Way {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CONNECTIONS = 32;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final int port;

    HttpWay(int port) {
        this.port = port;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    @Override
    public void see(BiConsumer<Integer, Integer> sensorAndNumber) {
        java.net.http.HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/latest"), new Listener(sensorAndNumber))
                .join();
    }

    /** Puts messages together that come in parts. */
    private static final class Listener implements WebSocket.Listener {
        private final BiConsumer<Integer, Integer> sensorAndNumber;
        private final StringBuilder message = new StringBuilder();

        Listener(BiConsumer<Integer, Integer> sensorAndNumber) {
            this.sensorAndNumber = sensorAndNumber;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                rows(message.toString(), sensorAndNumber);
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    /** Whatever object of a message has a sensor and a number is a row. */
    private static void rows(String text, BiConsumer<Integer, Integer> sensorAndNumber) {
        try (JsonParser json = JSON.createParser(text)) {
            int sensor = -1;
            int number = -1;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "sensor".equals(json.currentName())) {
                    sensor = Integer.parseInt(json.getText().substring(1));
                } else if (token == JsonToken.VALUE_NUMBER_INT && "seq".equals(json.currentName())) {
                    number = json.getIntValue();
                } else if (token == JsonToken.END_OBJECT && sensor >= 0 && number >= 0) {
                    sensorAndNumber.accept(sensor, number);
                    sensor = -1;
                    number = -1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a message is not JSON", e);
        }
    }

    @Override
    public void send(List<Event> events) {
        String body = events.stream().map(Event::json).collect(Collectors.joining(",", "[", "]"));
        http.request(HttpMethod.POST, port, "127.0.0.1", "/collect")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(Buffer.buffer(body)))
                .onComplete(answer -> {
                    if (answer.failed() || answer.result().statusCode() != 200) {
                        System.err.println("a post failed: " + answer.cause());
                    }
                });
    }

    @Override
    public void close() {
        vertx.close();
    }
}
