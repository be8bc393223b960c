package dev.runnel.connectors.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import dev.runnel.core.connector.Option;
import dev.runnel.engine.cluster.Causes;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a broker lets nobody in, in words.
 *
 * @param at the option that it follows from
 */
record BrokerFailure(Option<?> at, String message, String suggestion) {

    static BrokerFailure of(BrokerAddress broker, Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Mqtt5ConnAckException refused) {
            return refused(broker, refused.getMqttMessage().getReasonCode());
        }
        if (isTls(cause)) {
            return new BrokerFailure(
                    MqttSpec.URL,
                    broker + ": " + Causes.line(cause),
                    "check that it speaks TLS at this port, that its certificate names " + broker.host()
                            + ", and that 'ca_file' has who vouches for it");
        }
        if (cause instanceof TimeoutException) {
            return away(broker, "it does not answer");
        }
        if (cause instanceof ConnectionClosedException) {
            return new BrokerFailure(
                    MqttSpec.URL,
                    broker + " ended the connection: " + Causes.line(cause),
                    "check that this is a broker that speaks MQTT 5, and whether it wants TLS (mqtts://)");
        }
        return away(broker, Causes.line(cause));
    }

    private static BrokerFailure away(BrokerAddress broker, String why) {
        return new BrokerFailure(
                MqttSpec.URL, broker + " cannot be reached: " + why, "check that the broker runs, and 'url'");
    }

    private static boolean isTls(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SSLException)) {
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return cause != null;
    }

    private static BrokerFailure refused(BrokerAddress broker, Mqtt5ConnAckReasonCode code) {
        String message = broker + " refuses the client: " + code;
        return switch (code) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED, BAD_AUTHENTICATION_METHOD, BANNED ->
                new BrokerFailure(MqttSpec.USER, message, "check 'user' and 'password', and what they may do there");
            case CLIENT_IDENTIFIER_NOT_VALID ->
                new BrokerFailure(MqttSpec.CLIENT_ID, message, "give another 'client_id' that it takes");
            case UNSUPPORTED_PROTOCOL_VERSION ->
                new BrokerFailure(MqttSpec.URL, message, "it must speak MQTT 5; switch that on, or ask a newer one");
            default -> new BrokerFailure(MqttSpec.URL, message, "see the broker's log");
        };
    }

    /** All of it in one line. */
    String line() {
        return message + "; " + suggestion;
    }
}
