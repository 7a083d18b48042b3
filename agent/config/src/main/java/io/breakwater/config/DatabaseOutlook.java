package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import java.util.List;

/** Says in sentences what would happen to a database call. Confined to one thread. */
final class DatabaseOutlook {
    private final Layers layers;
    private final String operation;
    private final boolean isConnect;
    private final Sentences sentences;

    private DatabaseOutlook(Layers layers, String operation) {
        this.layers = layers;
        this.operation = operation;
        this.isConnect = operation.equals(DatabasePolicy.CONNECT);
        this.sentences = new Sentences(layers);
    }

    static List<String> of(Layers layers, String operation) {
        DatabaseOutlook outlook = new DatabaseOutlook(layers, operation);
        Sentences sentences = outlook.sentences;
        sentences.add(JdbcOptions.TIMEOUTS_MODE, "timeouts", outlook.timeouts());
        sentences.add(JdbcOptions.RETRY_MODE, "retry", outlook.retry());
        sentences.add(
                JdbcOptions.BREAKER.mode,
                "circuit-breaker",
                BreakerOutlook.sentence(layers, JdbcOptions.BREAKER) + " Connections and statements count together.");
        sentences.add(JdbcOptions.BULKHEAD.mode, "bulkhead", outlook.bulkhead());
        return sentences.all();
    }

    private String timeouts() {
        StringBuilder out = new StringBuilder();
        if (isConnect) {
            sentences.append(out, JdbcOptions.CONNECT, "to connect");
            sentences.append(out, JdbcOptions.LOGIN, "until the database has let us in");
            return out.length() == 0 ? "no limit is set." : "at most " + out + ".";
        }
        Setting<Long> query = layers.setting(JdbcOptions.QUERY);
        if (query.value().equals(QueryTimeoutType.DEADLINE)) {
            return "no limit but the deadline of the request that the statement serves.";
        }
        if (query.value().equals(DurationType.NONE)) {
            return "no limit is set.";
        }
        Setting<Long> grace = layers.setting(JdbcOptions.NETWORK_GRACE);
        String backstop = grace.value().equals(DurationType.NONE)
                ? "."
                : "; a connection that is still silent " + grace.show() + " later is given up.";
        return "at most " + query.show() + " per statement" + backstop;
    }

    private String retry() {
        int attempts = layers.value(JdbcOptions.MAX_ATTEMPTS);
        if (attempts == 1) {
            return "a failed " + operation + " is not retried (max-attempts is 1).";
        }
        if (isConnect) {
            return "a failed CONNECT is retried " + Sentences.times(attempts) + ", after "
                    + FailureClass.CONNECT_FAILURE.word() + ", " + FailureClass.SERVER_SHUTDOWN.word() + ".";
        }
        if (!layers.value(JdbcOptions.STATEMENTS)) {
            return "a failed " + operation + " is not retried (statements is none).";
        }
        return operation.equals(DatabasePolicy.SELECT)
                ? "a failed SELECT is retried " + Sentences.times(attempts) + ", after "
                        + FailureClass.SERIALIZATION_FAILURE.word()
                        + ", outside a transaction only; a prepared one not if a parameter was a stream."
                : "a failed " + operation + " is not retried, because it may have had an effect.";
    }

    private String bulkhead() {
        return isConnect ? "counts statements only." : sentences.bulkhead(JdbcOptions.BULKHEAD);
    }
}
