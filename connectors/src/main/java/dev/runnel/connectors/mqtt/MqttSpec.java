package dev.runnel.connectors.mqtt;

import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The options of the source {@code mqtt} and their check. */
final class MqttSpec {
    /** The member that holds a message's topic; written where the contract has a field for it. */
    static final String TOPIC = "_topic";

    static final Option<BrokerAddress> URL = Option.of(
                    "url",
                    BrokerAddress.kind(),
                    "Where the broker is: `mqtt://host:1883`, or `mqtts://host:8883` for TLS (`tcp://` and `ssl://` say the"
                            + " same). It speaks MQTT 5.")
            .needed();
    static final Option<List<TopicFilter>> TOPICS = Option.of(
                    "topics",
                    Kinds.oneOrMore(TopicFilter.kind()),
                    "Topics, with `+` for any one level and `#` for all that follow. No topic may be meant twice.")
            .needed();
    static final Option<Integer> QOS = Option.of(
                    "qos",
                    Kinds.integer(0, 1),
                    "1: a message is acknowledged when it is kept, and none is lost. 0: one may be lost.")
            .or(1);
    static final Option<String> CLIENT_ID = Option.of(
            "client_id",
            Kinds.string(),
            "By what name the broker keeps messages for the stream, of its own for each installation; without it"
                    + " `runnel-<pipeline>-<stream>`.");
    static final Option<Duration> SESSION_EXPIRY = Option.of(
                    "session_expiry",
                    Kinds.duration(),
                    "How long the broker keeps messages while nobody reads; `0s` for not at all.")
            .or(Duration.ofDays(7));
    static final Option<Boolean> RETAINED = Option.of(
                    "retained",
                    Kinds.bool(),
                    "Whether a new subscription begins with the message that the broker retains of each topic.")
            .or(true);
    static final Option<String> USER = Option.of("user", Kinds.string(), "Who signs in.");
    static final Option<String> PASSWORD =
            Option.of("password", Kinds.secret(), "The password: `${env:NAME}` or `${file:path}`.");
    static final Option<String> CA_FILE = Option.of(
            "ca_file",
            Kinds.string(),
            "Certificates in PEM form that vouch for the broker, below the pipeline's folder; without it, those of the JVM.");
    static final Option<Integer> IN_FLIGHT = Option.of(
                    "in_flight",
                    Kinds.integer(1, 65_535),
                    "Most messages on their way that are not kept yet; the broker waits with more.")
            .or(2_000);
    static final Option<Long> MAX_MESSAGE = Option.of(
                    "max_message",
                    Kinds.size(),
                    "The longest message; longer ones the broker does not send, which MQTT demands of it.")
            .or(128L << 10);

    static final ConnectorSpec SPEC = new ConnectorSpec(
            "mqtt",
            Role.SOURCE,
            "Messages of an MQTT broker, JSON objects, each at least once: acknowledged when it is kept.",
            List.of(
                    URL,
                    TOPICS,
                    QOS,
                    CLIENT_ID,
                    SESSION_EXPIRY,
                    RETAINED,
                    USER,
                    PASSWORD,
                    CA_FILE,
                    IN_FLIGHT,
                    MAX_MESSAGE),
            Set.of(),
            List.of(
                    "mqtt: { url: \"mqtt://127.0.0.1\", topics: \"sensors/+/milk\" }",
                    "mqtt: { url: \"mqtts://broker.example.com\", topics: [\"barn/#\", alarms], user: runnel, password: \"${env:MQTT_PASSWORD:-}\", ca_file: ca.pem }"));

    private static final long LEAST_MESSAGE = 64;
    private static final long LARGEST_MESSAGE = 16L << 20;
    private static final long LONGEST_SESSION = 4_294_967_294L;

    private MqttSpec() {}

    /** Checks what can be known without a broker. */
    static void check(Settings settings, RecordType type, Diagnostics out) {
        settings.find(TOPICS).ifPresent(topics -> checkTwice(topics, settings, out));
        if (settings.get(SESSION_EXPIRY).toSeconds() > LONGEST_SESSION) {
            out.error(Code.WRONG_VALUE, settings.at(SESSION_EXPIRY), "a session ends after 136 years at the latest");
        }
        long longest = settings.get(MAX_MESSAGE);
        if (longest < LEAST_MESSAGE || longest > LARGEST_MESSAGE) {
            out.error(Code.WRONG_VALUE, settings.at(MAX_MESSAGE), "a message's bound is 64 bytes to 16mb");
        }
        if (settings.find(PASSWORD).isPresent() && settings.find(USER).isEmpty()) {
            out.error(Code.MISSING_KEY, settings.at(PASSWORD), "a password, and nobody whose it is", "add 'user'");
        }
        if (settings.find(CA_FILE).isPresent()
                && settings.find(URL).filter(url -> !url.tls()).isPresent()) {
            out.error(
                    Code.CONFLICT,
                    settings.at(CA_FILE),
                    "the broker is spoken to without TLS, so nothing is vouched for",
                    "begin 'url' with mqtts://, or leave 'ca_file' out");
        }
    }

    private static void checkTwice(List<TopicFilter> topics, Settings settings, Diagnostics out) {
        for (int i = 0; i < topics.size(); i++) {
            for (TopicFilter other : topics.subList(0, i)) {
                if (topics.get(i).overlaps(other)) {
                    out.error(
                            Code.CONFLICT,
                            settings.at(TOPICS),
                            "'" + other + "' and '" + topics.get(i)
                                    + "' mean the same topics in part: a broker may send such messages twice",
                            "leave out the narrower one, or name topics that have none in common");
                }
            }
        }
    }
}
