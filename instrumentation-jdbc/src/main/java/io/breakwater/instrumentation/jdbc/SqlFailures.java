package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of a driver means, in the engine's words: by the vendor's code where it is known, because states are not
 * reliable there, else by the state. What is not known to mean one thing is {@link Outcome#OTHER_FAILURE}, which no policy
 * names: the database answered.
 *
 * <p>Thread-safety: stateless. Errors: never throws.
 */
final class SqlFailures {
    private static final int MOST_LINKS = 8;

    private static final Outcome CONNECT_FAILURE = Outcome.failed(FailureClass.CONNECT_FAILURE);
    private static final Outcome CONNECTION_LOST = Outcome.failed(FailureClass.CONNECTION_LOST);
    private static final Outcome SERVER_SHUTDOWN = Outcome.failed(FailureClass.SERVER_SHUTDOWN);
    private static final Outcome SERIALIZATION_FAILURE = Outcome.failed(FailureClass.SERIALIZATION_FAILURE);
    private static final Outcome TIMEOUT = Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);

    private SqlFailures() {}

    /** Of the execution of a statement. */
    static Outcome ofStatement(VendorCodes vendor, Throwable failure) {
        if (Refusals.isRefusal(failure)) {
            return Outcome.IGNORED;
        }
        Throwable link = failure;
        for (int links = 0; link != null && links < MOST_LINKS; links++) {
            Outcome outcome = link instanceof SQLException ? statementLink(vendor, (SQLException) link) : null;
            if (outcome != null) {
                return outcome;
            }
            link = next(link);
        }
        return Outcome.OTHER_FAILURE;
    }

    private static @Nullable Outcome statementLink(VendorCodes vendor, SQLException link) {
        Outcome byCode = VendorFailures.ofStatement(vendor, link.getErrorCode());
        if (byCode != null) {
            return byCode;
        }
        String state = state(link);
        switch (state) {
            case "08001":
                return CONNECT_FAILURE;
            case "08004":
            case "08007": // the outcome of a commit is unknown
            case "08S02": // a wrapper has connected anew by itself
                return Outcome.OTHER_FAILURE;
            case "57P01":
            case "57P02":
            case "57P05":
            case "90067": // H2: connection is broken
            case "90098": // H2: database is closed
            case "90121":
                return CONNECTION_LOST;
            case "57P03":
            case "53300":
                return SERVER_SHUTDOWN;
            case "40001":
            case "40P01":
                return SERIALIZATION_FAILURE;
            case "57014":
            case "XCL52": // Derby
            case "HYT00":
                return TIMEOUT;
            default:
                if (state.startsWith("08")) {
                    return CONNECTION_LOST;
                }
                return isTimeout(link) ? TIMEOUT : null;
        }
    }

    /** Of the acquisition of a connection. Nothing has been executed then, so that it can be repeated unless refused. */
    static Outcome ofConnect(VendorCodes vendor, Throwable failure) {
        if (Refusals.isRefusal(failure)) {
            return Outcome.IGNORED;
        }
        if (isAnswered(vendor, failure)) {
            return Outcome.OTHER_FAILURE;
        }
        Throwable link = failure;
        for (int links = 0; link != null && links < MOST_LINKS; links++) {
            Outcome outcome = link instanceof SQLException ? connectLink(vendor, (SQLException) link) : null;
            if (outcome != null) {
                return outcome;
            }
            if (link instanceof IOException) {
                return CONNECT_FAILURE;
            }
            link = next(link);
        }
        return Outcome.OTHER_FAILURE;
    }

    /**
     * True if the database was there and found fault with what it was told: a driver that sends commands of its own or of the
     * application's after the login, and has one refused, says that it could not connect, and the reason only below.
     */
    private static boolean isAnswered(VendorCodes vendor, Throwable failure) {
        Throwable link = failure;
        for (int links = 0; link != null && links < MOST_LINKS; links++) {
            if (link instanceof SQLException) {
                SQLException answer = (SQLException) link;
                boolean isOfConnection = state(answer).startsWith("08");
                if (!isOfConnection && VendorFailures.isAnswer(vendor, answer.getErrorCode())) {
                    return true;
                }
            }
            link = next(link);
        }
        return false;
    }

    /** True if the network says what ended the connection, and it was not that somebody's time was over. */
    static boolean isEndedByNetwork(Throwable failure) {
        boolean byNetwork = false;
        Throwable link = failure;
        for (int links = 0; link != null && links < MOST_LINKS; links++) {
            if (link instanceof InterruptedIOException || link instanceof SQLTimeoutException) {
                return false;
            }
            byNetwork |= link instanceof IOException;
            link = next(link);
        }
        return byNetwork;
    }

    private static @Nullable Outcome connectLink(VendorCodes vendor, SQLException link) {
        Outcome byCode = VendorFailures.ofConnect(vendor, link.getErrorCode());
        if (byCode != null) {
            return byCode;
        }
        String state = state(link);
        switch (state) {
            case "57P01":
            case "57P02":
            case "57P03":
            case "57P05":
            case "53300":
                return SERVER_SHUTDOWN;
            case "08004": // refused: credentials, or a database that is not there
            case "3D000":
                return Outcome.OTHER_FAILURE;
            default:
                if (state.startsWith("28")) {
                    return Outcome.OTHER_FAILURE;
                }
                return state.startsWith("08") || link instanceof SQLTimeoutException ? CONNECT_FAILURE : null;
        }
    }

    /** Connector/J 5.1 has a type of its own, without a state. */
    private static boolean isTimeout(SQLException link) {
        return link instanceof SQLTimeoutException || link.getClass().getName().endsWith(".MySQLTimeoutException");
    }

    private static String state(SQLException link) {
        String state = link.getSQLState();
        return state == null ? "" : state;
    }

    private static @Nullable Throwable next(Throwable link) {
        SQLException chained = link instanceof SQLException ? ((SQLException) link).getNextException() : null;
        return chained != null ? chained : link.getCause();
    }
}
