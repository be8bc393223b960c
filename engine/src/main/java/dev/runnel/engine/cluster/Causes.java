package dev.runnel.engine.cluster;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.SerializedThrowable;

/** What a failure says to a person. */
public final class Causes {
    private Causes() {}

    /** The innermost cause in one line: its message, and its kind when the message alone says too little. */
    public static String line(Throwable failure) {
        Throwable cause = failure;
        while (next(cause) != cause) {
            cause = next(cause);
        }
        String kind = kind(cause);
        String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end).strip();
        if (first.isEmpty()) {
            return kind;
        }
        // An Error's message is written for programmers: NoSuchMethodError names a method, and no more.
        return first.contains(" ") && !kind.endsWith("Error") ? first : kind + ": " + first;
    }

    private static Throwable next(Throwable t) {
        Throwable cause = t.getCause();
        if (cause == null) {
            return t;
        }
        // A cause without words explains less than what wraps it.
        boolean silent = cause.getCause() == null && cause.getMessage() == null;
        boolean wrapper = t instanceof CompletionException || t instanceof ExecutionException;
        return silent && !wrapper ? t : cause;
    }

    private static String kind(Throwable t) {
        String name = t instanceof SerializedThrowable serialized
                ? serialized.getOriginalErrorClassName()
                : t.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
