package dev.runnel.bench.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** A route from HTTP to Kafka: {@code settings=FILE} of Camel's own properties. */
public final class CamelCollect {
    private CamelCollect() {}

    public static void main(String[] words) throws Exception { // what Camel's own main declares
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        Main camel = new Main();
        camel.setDefaultPropertyPlaceholderLocation("file:" + arguments.path("settings"));
        camel.configure().addRoutesBuilder(new Route());
        camel.start();
        cue.awaitEnd();
        System.exit(0);
    }

    private static final class Route extends RouteBuilder {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final ObjectWriter TEXT = JSON.writer();

        @Override
        public void configure() {
            from("platform-http:/ready?httpMethodRestrict=GET").setBody(constant("ready"));
            from("platform-http:/collect?httpMethodRestrict=POST")
                    .convertBodyTo(byte[].class)
                    .process(Route::records)
                    .to("kafka:{{topic}}")
                    .removeHeaders("*")
                    .setBody(constant("{\"status\":\"success\"}"));
        }

        /** An array becomes a list of its records, which the Kafka component sends without waiting for each. */
        private static void records(Exchange exchange) throws IOException {
            byte[] body = exchange.getMessage().getBody(byte[].class);
            exchange.getMessage().removeHeaders("*");
            if (body[0] == '[') {
                List<byte[]> records = new ArrayList<>();
                for (JsonNode record : JSON.readTree(body)) {
                    records.add(TEXT.writeValueAsBytes(record));
                }
                exchange.getMessage().setBody(records);
            }
        }
    }
}
