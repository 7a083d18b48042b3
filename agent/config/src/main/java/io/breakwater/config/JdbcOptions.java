package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;

/**
 * The keys of database calls. Options are found by identity, and so none of these is one of HTTP.
 *
 * <p>Thread-safety: immutable.
 */
final class JdbcOptions {
    private JdbcOptions() {}

    static final ConfigOption<Mode> TIMEOUTS_MODE = ConfigOption.blockMode();
    static final ConfigOption<Long> CONNECT =
            option("connect", DurationType.positiveOrNone(), "10s", "Until the connection stands.");
    static final ConfigOption<Long> LOGIN = option(
            "login", DurationType.positiveOrNone(), "10s", "Until the database has let us in, connecting included.");
    static final ConfigOption<Long> QUERY = option(
            "query",
            new QueryTimeoutType(),
            "deadline",
            "One statement. The deadline of a request that the statement serves limits it in any case; `deadline` leaves"
                    + " it at that.");
    static final ConfigOption<Long> NETWORK_GRACE = option(
            "network-grace",
            DurationType.zeroOrMoreOrNone(),
            "5s",
            "How much longer than `query` a connection may be silent before it is given up, so that a dead peer frees"
                    + " the thread. Counts only where `query` is a duration; `none` never gives up.");
    static final ConfigOption<Apply> APPLY = ConfigOption.apply();
    static final ConfigBlock TIMEOUTS = new ConfigBlock("timeouts", "How long a connection and a statement may take.")
            .with(TIMEOUTS_MODE, CONNECT, LOGIN, QUERY, NETWORK_GRACE, APPLY);

    static final ConfigOption<Mode> RETRY_MODE = ConfigOption.blockMode();
    static final ConfigOption<Integer> MAX_ATTEMPTS = option(
            "max-attempts",
            IntegerType.between(1, 10, "The first attempt counts; write 1 to switch retrying off"),
            "2",
            "Attempts to get a connection, or to run a statement that may be repeated; the first included.");
    static final ConfigOption<Boolean> STATEMENTS = option(
            "statements",
            WordType.of("none", false).and("serialization-read", true),
            "none",
            "Which statements are repeated. `serialization-read`: a single pure read in auto-commit that the database"
                    + " rolled back, as a victim of a deadlock or a serialization failure; a prepared one with"
                    + " PostgreSQL, MySQL and MariaDB, unless a parameter was a stream. Nothing else ever is.");
    static final BackoffOptions BACKOFF = new BackoffOptions("100ms");
    static final BudgetOptions BUDGET =
            new BudgetOptions("How many retries a database may receive in relation to its calls.");
    static final ConfigBlock RETRY = new ConfigBlock(
                    "retry",
                    "When the attempt to get a connection is repeated: after `connect-failure` and `server-shutdown`, when"
                            + " nothing was executed.")
            .with(RETRY_MODE, MAX_ATTEMPTS, STATEMENTS)
            .with(BACKOFF.block, BUDGET.block);

    static final BreakerOptions BREAKER = new BreakerOptions(
            "database",
            FailuresType.ofDatabase(),
            "[connection-lost, connect-failure, server-shutdown]",
            "What counts as a failure. An error of a statement never does, nor does a pool that is empty.");
    static final BulkheadOptions BULKHEAD = BulkheadOptions.unlimited(
            "Statements under way at a time. The application's pool is a limit already.",
            "How many statements may be under way to a database. Getting a connection is not counted.");

    static final ConfigBlock JDBC =
            new ConfigBlock("jdbc", "Policies of database calls.").with(TIMEOUTS, RETRY, BREAKER.block, BULKHEAD.block);
}
