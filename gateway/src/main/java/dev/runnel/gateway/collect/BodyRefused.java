package dev.runnel.gateway.collect;

import dev.runnel.gateway.http.Problem;

/** A body of which nothing is taken. Without a stack trace: it is an answer to input, no fault of the program. */
final class BodyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BodyRefused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static BodyRefused bodyTooLarge(int limit) {
        return tooLarge("the body is larger than " + limit + " bytes after decompression; send it in parts");
    }

    static BodyRefused messageTooLarge(int limit) {
        return tooLarge("the message is larger than " + limit + " bytes; send its records in several");
    }

    static BodyRefused tooManyRecords(int limit) {
        return tooLarge("the body has more than " + limit + " records; send it in parts");
    }

    static BodyRefused recordTooLarge(int index, int size, int limit) {
        return tooLarge("record " + index + " of the body (counted from 0) has " + size + " bytes; at most " + limit
                + " are taken");
    }

    private static BodyRefused tooLarge(String detail) {
        return new BodyRefused(new Problem(413, "too-large", "Too large", detail + "; nothing was recorded"));
    }
}
