package io.breakwater.config;

import io.breakwater.engine.database.DriverLimits;
import io.breakwater.engine.database.DriverLimits.Grain;
import io.breakwater.engine.database.DriverLimits.Repeats;
import io.breakwater.engine.database.KnownProduct;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what limits come to with a driver, which may not have them all. Confined to one thread. */
final class DriverOutlook {
    private final Layers layers;
    private final DriverLimits driver;
    private final String who;
    private final String takes;

    /** @param product null for a driver of which nothing is known but that the file names it */
    DriverOutlook(Layers layers, @Nullable KnownProduct product) {
        this.layers = layers;
        this.driver = product == null ? DriverLimits.UNKNOWN : product.limits();
        this.who = product == null ? "a driver of " + Configuration.DRIVERS_KEY : "the driver of " + product.title();
        this.takes = who + (product == null ? " is told" : " takes");
    }

    String connecting() {
        long loginNanos = layers.value(JdbcOptions.LOGIN);
        // Our limit of the login is that of the attempt as a whole, and so of its parts.
        long connectNanos = Math.min(layers.value(JdbcOptions.CONNECT), loginNanos);
        if (connectNanos == DurationType.NONE) {
            return "no limit is set.";
        }
        if (driver.login() == Grain.NONE) {
            return "no limit is set, because " + takes + " none for connecting and for the login.";
        }
        String both = driver.isOneForBoth() ? connecting(connectNanos) : parts(connectNanos, loginNanos);
        return both + (driver.isLoginOfDataSource() && loginNanos != DurationType.NONE ? OF_DATA_SOURCE : "");
    }

    private String connecting(long nanos) {
        return "at most " + told(driver.connect(), nanos) + " until the database has let us in, connecting included: "
                + takes + " one limit for both.";
    }

    private String parts(long connectNanos, long loginNanos) {
        StringBuilder out = new StringBuilder();
        boolean alone = driver.connect() != Grain.NONE;
        if (alone) {
            out.append("at most ").append(told(driver.connect(), connectNanos)).append(" to connect");
        }
        if (loginNanos != DurationType.NONE) {
            out.append(alone ? ", " : "at most ").append(told(driver.login(), loginNanos));
            out.append(" until the database has let us in").append(condition());
        }
        if (!alone) {
            out.append(out.length() > 0 ? "; " : "no limit is set: ").append(takes);
            out.append(" none for connecting alone");
        }
        return out.append('.').toString();
    }

    private String condition() {
        return driver.isLoginForOneServer()
                ? " (if the URL names one server" + (driver.isLoginBySocket() ? ", and no autoReconnect)" : ")")
                : "";
    }

    String executing() {
        Setting<Long> query = layers.setting(JdbcOptions.QUERY);
        if (query.value().equals(DurationType.NONE)) {
            return "no limit is set.";
        }
        if (driver.query() == Grain.NONE) {
            return "no limit is set, because " + takes + " none that ends what executes.";
        }
        if (query.value().equals(QueryTimeoutType.DEADLINE)) {
            return "no limit but the deadline of the request that the statement serves.";
        }
        String exception = driver.isTimedByServer() ? ", unless it has a fetch size or loads a file" : "";
        return "at most " + told(driver.query(), query.value()) + " per statement" + exception + silence(query.value());
    }

    private String silence(long queryNanos) {
        long graceNanos = layers.value(JdbcOptions.NETWORK_GRACE);
        if (graceNanos == DurationType.NONE) {
            return ".";
        }
        return driver.endsSilence()
                ? "; a connection that stays silent for " + DurationType.text(queryNanos + graceNanos) + " is given up."
                : "; a server that falls silent is not noticed, because " + takes + " no limit for that.";
    }

    /** What is said of pure reads that the database has rolled back. */
    String repeating(int attempts, String failure) {
        if (driver.repeats() == Repeats.NOTHING) {
            return "a failed SELECT is not retried, because with " + who + " no text is proven to be a pure read.";
        }
        return "a failed SELECT is retried " + Sentences.times(attempts) + ", after " + failure
                + ", outside a transaction only; a prepared one "
                + (driver.repeats() == Repeats.PREPARED ? "not if a parameter was a stream." : "is not.");
    }

    /** {@code 1s (500ms in whole seconds)}. */
    private static String told(Grain grain, long nanos) {
        long toldNanos = grain.told(nanos);
        String told = DurationType.text(toldNanos);
        if (toldNanos == nanos) {
            return told;
        }
        return told + " (" + DurationType.text(nanos)
                + (toldNanos > nanos ? " in whole seconds)" : ", but a day at most)");
    }

    private static final String OF_DATA_SOURCE =
            " A data source of the driver's own takes the login's alone, in whole seconds.";
}
