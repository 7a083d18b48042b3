package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import org.jspecify.annotations.Nullable;

/**
 * What the vendors' own error codes mean, as far as the state does not say it, or says something else: 1205 of MySQL is
 * HY000 with one driver and 40001 with another.
 *
 * <p>Thread-safety: stateless. Source: the vendors' lists of errors; Oracle's and SQL Server's were not seen here.
 */
final class VendorFailures {
    private VendorFailures() {}

    static @Nullable Outcome ofStatement(VendorCodes vendor, int code) {
        FailureClass failure;
        switch (vendor) {
            case MYSQL:
                failure = mySql(code);
                break;
            case SQL_SERVER:
                failure = sqlServer(code);
                break;
            case ORACLE:
                failure = oracle(code);
                break;
            default:
                return null;
        }
        return failure == null ? null : Outcome.failed(failure);
    }

    /** True if it is an error by which a server answers, and none of those that mean more. */
    static boolean isAnswer(VendorCodes vendor, int code) {
        // From 2000 to 2999 they are the client's own; the server's are above and below.
        return vendor == VendorCodes.MYSQL
                && ((code >= 1000 && code < 2000) || (code >= 3000 && code < 10_000))
                && mySql(code) == null;
    }

    static @Nullable Outcome ofConnect(VendorCodes vendor, int code) {
        if (vendor == VendorCodes.SQL_SERVER && code == 18456) {
            return Outcome.OTHER_FAILURE; // login failed; its state is one of the driver's own
        }
        Outcome outcome = ofStatement(vendor, code);
        if (outcome == null) {
            return null;
        }
        // A connection that is lost before it is there has not executed anything.
        return outcome.failure() == FailureClass.CONNECTION_LOST
                ? Outcome.failed(FailureClass.CONNECT_FAILURE)
                : outcome;
    }

    private static @Nullable FailureClass mySql(int code) {
        switch (code) {
            case 1205: // lock wait timeout
            case 1213: // deadlock
                return FailureClass.SERIALIZATION_FAILURE;
            case 1317: // interrupted
            case 3024: // MySQL: max_execution_time
            case 1969: // MariaDB: max_statement_time
                return FailureClass.ATTEMPT_TIMEOUT;
            case 1040: // too many connections
            case 1053: // shutdown in progress
            case 1203: // too many connections of the user
                return FailureClass.SERVER_SHUTDOWN;
            case 1042: // cannot get host name
            case 2002:
            case 2003:
                return FailureClass.CONNECT_FAILURE;
            case 1927: // connection was killed
            case 2006: // server has gone away
            case 2013: // lost connection during query
                return FailureClass.CONNECTION_LOST;
            default:
                return null;
        }
    }

    private static @Nullable FailureClass sqlServer(int code) {
        switch (code) {
            case 1205: // deadlock victim
                return FailureClass.SERIALIZATION_FAILURE;
            case 4060:
            case 10928:
            case 10929:
            case 40197:
            case 40501:
            case 40613:
            case 49918:
            case 49919:
            case 49920:
                return FailureClass.SERVER_SHUTDOWN;
            case 64:
            case 233:
            case 10053:
            case 10054:
                return FailureClass.CONNECTION_LOST;
            default:
                return null;
        }
    }

    private static @Nullable FailureClass oracle(int code) {
        switch (code) {
            case 60: // deadlock
            case 8177: // cannot serialize access
                return FailureClass.SERIALIZATION_FAILURE;
            case 1013: // user requested cancel
                return FailureClass.ATTEMPT_TIMEOUT;
            case 1033: // initialization or shutdown in progress
            case 1034:
            case 1089:
            case 1090:
            case 12514:
            case 12516:
            case 12519:
            case 12520:
            case 12528:
                return FailureClass.SERVER_SHUTDOWN;
            case 12170: // connect timeout
            case 12541: // no listener
            case 12543:
            case 12545:
                return FailureClass.CONNECT_FAILURE;
            case 28: // session killed
            case 1012: // not logged on
            case 1092:
            case 3113:
            case 3114:
            case 3135:
            case 17002: // I/O error
            case 17008: // closed connection
            case 17410: // no more data
                return FailureClass.CONNECTION_LOST;
            default:
                return null;
        }
    }
}
