package dev.runnel.connectors.jdbc.source;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Why nothing can be read: what was done, what the database said, and what to do. No secret stands in it. */
public final class ReadFailure extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Classes of SQLSTATE that pass: connection exceptions, transactions rolled back (ISO/IEC 9075-2, table 38); resources
     * exhausted, operator intervention, object in use (PostgreSQL).
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

    /**
     * Too many connections, and waited too long for a lock, in MySQL; a busy or locked file in SQLite; a file in use in
     * H2.
     */
    private static final Set<Integer> PASSING_CODES = Set.of(1040, 1205, 5, 6, 90020);

    private final boolean waitingHelps;

    ReadFailure(String message, boolean waitingHelps) {
        super(message);
        this.waitingHelps = waitingHelps;
    }

    private ReadFailure(String message, boolean waitingHelps, SQLException cause) {
        super(message, cause);
        this.waitingHelps = waitingHelps;
    }

    /** Whether the same may succeed later without anybody changing anything. */
    public boolean waitingHelps() {
        return waitingHelps;
    }

    /** Whether the database answers and refuses the user or the password. */
    public boolean isOfUser() {
        return getCause() instanceof SQLException error && refusesUser(error);
    }

    private static boolean refusesUser(SQLException error) {
        return state(error).startsWith("28") || error.getErrorCode() == 18456;
    }

    /** @param advice what to do when waiting does not help */
    static ReadFailure of(SQLException error, String doing, String advice) {
        boolean passing = passes(error);
        return new ReadFailure(
                doing + ": " + firstLine(error) + (passing ? "; it is tried again" : "; " + advice), passing, error);
    }

    static ReadFailure connecting(SQLException error, ReadOptions options) {
        String advice;
        String state = state(error);
        if (refusesUser(error)) {
            advice = "check 'user' and 'password'";
        } else if (state.startsWith("3D")
                || error.getErrorCode() == 1049
                || error.getErrorCode() == 4060
                || error.getErrorCode() == 90146
                || error.getErrorCode() == 14) {
            advice = "check the database in 'url'";
        } else {
            advice = "check 'url': the host, the port and the database";
        }
        boolean refused = advice.startsWith("check 'user'") || advice.startsWith("check the database");
        boolean passing = !refused && passes(error);
        String hint = passing ? "; it is tried again, meanwhile " + advice : "; " + advice;
        return new ReadFailure(
                "the database " + options.shownUrl() + " cannot be reached: " + firstLine(error) + unknownHost(error)
                        + hint,
                passing,
                error);
    }

    private static String unknownHost(SQLException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return " The host's name is not known: " + cause.getMessage();
            }
        }
        return "";
    }

    static boolean passes(SQLException error) {
        String state = state(error);
        return error instanceof SQLTransientException
                || error instanceof SQLRecoverableException
                || (error instanceof SQLNonTransientConnectionException && !state.startsWith("28"))
                || state.startsWith("HYT") // timeouts
                || PASSING.contains(state.substring(0, Math.min(2, state.length())))
                || PASSING_CODES.contains(error.getErrorCode());
    }

    private static String state(SQLException error) {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }

    /** The database's own words, without the statement. */
    static String firstLine(SQLException error) {
        String line = String.valueOf(error.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        int statement = line.indexOf("; SQL statement:");
        return statement < 0 ? line : line.substring(0, statement);
    }
}
