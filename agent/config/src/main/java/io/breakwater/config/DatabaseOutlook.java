package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.database.DatabaseUrl;
import io.breakwater.engine.database.KnownProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in sentences what would happen to a database call. Confined to one thread. */
final class DatabaseOutlook {
    private final Layers layers;
    private final String operation;
    private final boolean isConnect;
    private final DriverOutlook driver;
    private final Sentences sentences;

    private DatabaseOutlook(Layers layers, String operation, @Nullable KnownProduct product) {
        this.layers = layers;
        this.operation = operation;
        this.isConnect = operation.equals(DatabasePolicy.CONNECT);
        this.driver = new DriverOutlook(layers, product);
        this.sentences = new Sentences(layers);
    }

    /** @param driversNamed true if the file names drivers, one of which may be that of the URL */
    static List<String> of(Layers layers, String operation, DatabaseUrl url, boolean driversNamed) {
        KnownProduct product = KnownProduct.of(url.product());
        List<String> all = new ArrayList<>();
        if (product == null) {
            all.add(noKnownDriver(url, driversNamed));
        }
        if (product != null || driversNamed) {
            all.addAll(new DatabaseOutlook(layers, operation, product).all());
        }
        return Collections.unmodifiableList(all);
    }

    private static String noKnownDriver(DatabaseUrl url, boolean driversNamed) {
        KnownProduct meant = DatabaseProduct.meantBy(url.product());
        return "driver: no known driver; see " + Configuration.DRIVERS_KEY + ". "
                + (driversNamed
                        ? "If that of " + url.productForm() + " is among those that the file names:"
                        : "No call to " + url.productForm() + " is guarded.")
                + (meant == null ? "" : " " + DatabaseProduct.question(meant));
    }

    private List<String> all() {
        sentences.add(JdbcOptions.TIMEOUTS_MODE, "timeouts", isConnect ? driver.connecting() : driver.executing());
        sentences.add(JdbcOptions.RETRY_MODE, "retry", retry());
        sentences.add(
                JdbcOptions.BREAKER.mode,
                "circuit-breaker",
                BreakerOutlook.sentence(layers, JdbcOptions.BREAKER) + " Connections and statements count together.");
        sentences.add(JdbcOptions.BULKHEAD.mode, "bulkhead", bulkhead());
        sentences.add(DeadlineOptions.MODE, "deadline", sentences.deadline(isConnect ? "call" : "statement"));
        return sentences.all();
    }

    private String retry() {
        if (!isConnect && !operation.equals(DatabasePolicy.SELECT)) {
            return "a failed " + operation + " is never retried, because it may have had an effect.";
        }
        int attempts = layers.value(JdbcOptions.MAX_ATTEMPTS);
        if (attempts == 1) {
            return "a failed " + operation + " is not retried (max-attempts is 1).";
        }
        if (isConnect) {
            return "a failed CONNECT is retried " + Sentences.times(attempts) + ", after "
                    + FailureClass.CONNECT_FAILURE.word() + ", " + FailureClass.SERVER_SHUTDOWN.word() + ".";
        }
        return layers.value(JdbcOptions.STATEMENTS)
                ? driver.repeating(attempts, FailureClass.SERIALIZATION_FAILURE.word())
                : "a failed SELECT is not retried (statements is none).";
    }

    private String bulkhead() {
        return isConnect ? "counts statements only." : sentences.bulkhead(JdbcOptions.BULKHEAD);
    }
}
