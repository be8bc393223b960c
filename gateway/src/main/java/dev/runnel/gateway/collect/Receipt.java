package dev.runnel.gateway.collect;

import io.vertx.core.json.Json;
import java.math.BigDecimal;
import java.util.List;

/** The answer to records taken, as JSON text. */
final class Receipt {
    private static final int TYPICAL = 192;

    private Receipt() {}

    /** @param elapsedNanos from the request's arrival to the log's acknowledgement; written in seconds */
    static String of(Batch batch, String correlationId, long elapsedNanos) {
        StringBuilder json = new StringBuilder(TYPICAL)
                .append("{\"status\":\"success\",\"correlation_id\":\"")
                .append(correlationId)
                .append("\",\"processed_count\":")
                .append(batch.processed())
                .append(",\"valid_count\":")
                .append(batch.valid())
                .append(",\"invalid_count\":")
                .append(batch.invalid())
                .append(",\"elapsed_time\":")
                .append(BigDecimal.valueOf(elapsedNanos / 1_000, 6).toPlainString());
        if (!batch.errors().isEmpty()) {
            errors(json, batch.errors());
        }
        return json.append('}').toString();
    }

    private static void errors(StringBuilder json, List<Batch.IndexedViolation> errors) {
        json.append(",\"errors\":[");
        for (int i = 0; i < errors.size(); i++) {
            Batch.IndexedViolation error = errors.get(i);
            json.append(i == 0 ? "" : ",")
                    .append("{\"index\":")
                    .append(error.index())
                    .append(",\"code\":\"")
                    .append(error.violation().reason().id())
                    .append("\",\"field\":")
                    .append(Json.encode(error.violation().field()))
                    .append(",\"message\":")
                    .append(Json.encode(error.violation().message()))
                    .append('}');
        }
        json.append(']');
    }
}
