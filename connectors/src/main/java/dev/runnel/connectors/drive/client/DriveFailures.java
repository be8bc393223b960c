package dev.runnel.connectors.drive.client;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.client.DriveException.Kind;
import dev.runnel.engine.cluster.Causes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Puts failures of Google's libraries into words. Immutable and thread safe. */
record DriveFailures(Account account) {
    private static final Set<String> TOO_MANY =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded", "backendError");
    private static final int LONGEST_WAIT_SECONDS = 3600;

    /**
     * The failure in words.
     *
     * @param doing what was asked, {@code "look at 'orders.csv'"}
     */
    DriveException of(String doing, Exception failure) {
        Optional<HttpResponseException> answer = answer(failure);
        String what = "Google Drive could not " + doing + ": ";
        if (answer.isEmpty()) {
            String message = what + "no good answer (" + Causes.line(failure) + "); is it reachable from this machine?";
            return new DriveException(Kind.PASSING, message, Optional.empty(), failure);
        }
        String content = String.valueOf(answer.get().getContent());
        if (content.contains("invalid_grant") || answer.get().getStatusCode() == 401) {
            String message = what + account.refused(content.contains("invalid_grant") ? "invalid_grant" : "401");
            return new DriveException(Kind.FORBIDDEN, message, Optional.empty(), failure);
        }
        int status = answer.get().getStatusCode();
        String reason = reason(answer.get());
        Kind kind = kind(status, reason);
        return new DriveException(
                kind, what + says(answer.get(), reason) + advice(kind, reason), wait(answer.get()), failure);
    }

    private static Optional<HttpResponseException> answer(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof HttpResponseException answer) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private static String reason(HttpResponseException answer) {
        return details(answer)
                .map(GoogleJsonError::getErrors)
                .filter(errors -> !errors.isEmpty())
                .map(errors -> String.valueOf(errors.get(0).getReason()))
                .orElse("");
    }

    private static Optional<GoogleJsonError> details(HttpResponseException answer) {
        return answer instanceof GoogleJsonResponseException google
                ? Optional.ofNullable(google.getDetails())
                : Optional.empty();
    }

    private static Kind kind(int status, String reason) {
        if (status == 429 || status == 408 || status >= 500 || TOO_MANY.contains(reason)) {
            return Kind.PASSING;
        }
        if (reason.equals("exportSizeLimitExceeded")) {
            return Kind.EXPORT_TOO_LARGE;
        }
        return switch (status) {
            case 404 -> Kind.NOT_FOUND;
            case 400 -> reason.equals("invalid") ? Kind.INVALID : Kind.OTHER;
            case 410 -> Kind.INVALID;
            case 403 -> Kind.FORBIDDEN;
            default -> Kind.OTHER;
        };
    }

    private static String says(HttpResponseException answer, String reason) {
        return details(answer)
                .map(d -> d.getMessage() + " (" + answer.getStatusCode() + " " + reason + ")")
                .orElse("it answered " + answer.getStatusCode() + " without Google's words for it");
    }

    private String advice(Kind kind, String reason) {
        if (reason.equals("insufficientPermissions")) {
            return "; " + account.name() + " did not consent to it: " + account.renewal();
        }
        if (reason.equals("appNotAuthorizedToFile")) {
            return "; Runnel changes only files that it put there itself: give another name, or move that file away";
        }
        if (reason.equals("accessNotConfigured") || reason.equals("SERVICE_DISABLED")) {
            return "; switch the Google Drive API on in the account's project, at console.cloud.google.com/apis/library";
        }
        return switch (kind) {
            case PASSING -> "; it is asked again later; a longer `refresh` asks less often";
            case NOT_FOUND, FORBIDDEN ->
                "; share the file or its folder with " + account.name() + ", as a viewer, or name another one";
            default -> "";
        };
    }

    /** As long as the answer asks to wait, in seconds; a date is not waited for. */
    private static Optional<Duration> wait(HttpResponseException answer) {
        String said = answer.getHeaders() == null ? null : answer.getHeaders().getRetryAfter();
        if (said == null || !said.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(said))));
    }
}
