package io.breakwater.config;

import io.breakwater.config.ListType.Form;
import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PathPattern;
import io.breakwater.engine.policy.BackoffPolicy.Jitter;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every key of the configuration: how it is written, its built-in value, what it means. The reader, the hints in its
 * messages, {@code explain} and the documentation all come from here.
 *
 * <p>Thread-safety: immutable.
 */
public final class ConfigOptions {
    private ConfigOptions() {}

    static final ConfigOption<Mode> TIMEOUTS_MODE = blockMode();
    static final ConfigOption<Apply> APPLY = option(
            "apply",
            WordType.of("fill", Apply.FILL).and("cap", Apply.CAP),
            "fill",
            "`fill` sets only what the application left unset; `cap` takes the shorter of the two. A shorter value of"
                    + " the application always wins.");
    static final ConfigOption<Long> CONNECT =
            option("connect", DurationType.positiveOrNone(), "10s", "Until the connection stands.");
    static final ConfigOption<Long> RESPONSE =
            option("response", DurationType.positiveOrNone(), "60s", "Until the first byte of the answer.");
    static final ConfigOption<Long> ATTEMPT =
            option("attempt", DurationType.positiveOrNone(), "none", "One attempt as a whole.");
    static final ConfigOption<Long> TOTAL = option(
            "total", DurationType.positiveOrNone(), "none", "The call as a whole, with all attempts and backoffs.");
    static final ConfigOption<Long> IDLE = option(
            "idle", DurationType.positiveOrNone(), "5m", "Between two parts of a body while the application waits.");
    static final ConfigBlock TIMEOUTS = new ConfigBlock("timeouts", "How long a call and its parts may take.")
            .with(TIMEOUTS_MODE, CONNECT, RESPONSE, ATTEMPT, TOTAL, IDLE, APPLY);

    static final ConfigOption<Long> BACKOFF_INITIAL =
            option("initial", DurationType.zeroOrMore(), "50ms", "The delay before the first retry.");
    static final ConfigOption<Double> BACKOFF_MULTIPLIER =
            option("multiplier", new DecimalType(1, 100), "2", "How much longer each further delay is.");
    static final ConfigOption<Long> BACKOFF_MAX = option("max", DurationType.zeroOrMore(), "1s", "No delay is longer.");
    static final ConfigOption<Jitter> BACKOFF_JITTER = option(
            "jitter",
            WordType.of("full", Jitter.FULL)
                    .and("equal", Jitter.EQUAL)
                    .and("decorrelated", Jitter.DECORRELATED)
                    .and("none", Jitter.NONE),
            "full",
            "How chance spreads the delays, so that many callers do not come back at the same moment.");
    static final ConfigBlock BACKOFF = new ConfigBlock("backoff", "The wait before a retry.")
            .with(BACKOFF_INITIAL, BACKOFF_MULTIPLIER, BACKOFF_MAX, BACKOFF_JITTER);
    static final ConfigOption<Boolean> RETRY_AFTER_HONOR =
            option("honor", WordType.truth(), "true", "Whether the server's `Retry-After` sets the wait.");
    static final ConfigOption<Long> RETRY_AFTER_MAX = option(
            "max",
            DurationType.zeroOrMore(),
            "5s",
            "A server that asks for a longer wait gets no retry; the application sees its answer at once.");
    static final ConfigBlock RETRY_AFTER = new ConfigBlock("retry-after", "What the header `Retry-After` does.")
            .with(RETRY_AFTER_HONOR, RETRY_AFTER_MAX);
    static final ConfigOption<Double> BUDGET_PERCENT =
            option("percent", PercentType.ratio(), "20%", "Retries per hundred calls of the window.");
    static final ConfigOption<Long> BUDGET_WINDOW =
            option("window", DurationType.between("1s", "1h"), "10s", "How long a call counts.");
    static final ConfigOption<Double> BUDGET_MIN_PER_SECOND =
            option("min-per-second", new DecimalType(0, 1_000_000), "1", "Retries per second that need no calls.");
    static final ConfigBlock BUDGET = new ConfigBlock(
                    "budget", "How many retries a host may receive in relation to its calls.")
            .with(BUDGET_PERCENT, BUDGET_WINDOW, BUDGET_MIN_PER_SECOND);
    static final ConfigOption<Mode> RETRY_MODE = blockMode();
    static final ConfigOption<Integer> MAX_ATTEMPTS = option(
            "max-attempts",
            IntegerType.between(1, 10, "The first attempt counts; write 1 to switch retrying off"),
            "2",
            "Attempts per call, the first included.");
    static final ConfigOption<Failures> RETRY_ON = option(
            "retry-on",
            FailuresType.ofHttp(),
            "[connect-failure, refused-stream]",
            "What is retried. `gateway-error` stands for 502, 503 and 504, `too-many-requests` for 429. What provably"
                    + " never reached the server is retried for any method.");
    static final ConfigOption<List<String>> METHODS = option(
            "methods",
            new MethodsType(Form.ANY_LIST),
            "[GET, HEAD, OPTIONS, TRACE, PUT, DELETE]",
            "Methods that may be repeated although the server may have acted on the first attempt.");
    static final ConfigOption<Long> MAX_REPLAY_BODY =
            option("max-replay-body", new SizeType(), "64KiB", "A larger request body is never sent twice.");
    static final ConfigOption<Boolean> URL_CONNECTION = option(
            "url-connection",
            WordType.truth(),
            "false",
            "Whether calls with the JDK's `HttpURLConnection` are retried, too. That takes hold of its private parts; its"
                    + " timeouts, circuit breaker and bulkhead do not depend on this key.");
    static final ConfigBlock RETRY = new ConfigBlock("retry", "When a failed attempt is repeated.")
            .with(RETRY_MODE, MAX_ATTEMPTS, RETRY_ON, METHODS, MAX_REPLAY_BODY, URL_CONNECTION)
            .with(BACKOFF, RETRY_AFTER, BUDGET);

    static final ConfigOption<Mode> BREAKER_MODE = blockMode();
    static final ConfigOption<Double> FAILURE_RATE = option(
            "failure-rate-threshold", PercentType.threshold(), "50%", "Share of failures that opens the breaker.");
    static final ConfigOption<Double> SLOW_RATE = option(
            "slow-call-rate-threshold",
            PercentType.threshold(),
            "none",
            "Share of slow calls that opens the breaker. Needs `slow-call-duration`.");
    static final ConfigOption<Long> SLOW_DURATION =
            option("slow-call-duration", DurationType.positiveOrNone(), "none", "A call that takes this long is slow.");
    static final ConfigOption<Integer> MINIMUM_CALLS = option(
            "minimum-calls",
            IntegerType.between(1, 100_000, ""),
            "10",
            "Calls that the window must hold before a share means anything.");
    static final ConfigOption<Window> SLIDING_WINDOW =
            option("sliding-window", new WindowType(), "10s", "What the shares are taken of.");
    static final ConfigOption<Integer> CONSECUTIVE_FAILURES = option(
            "consecutive-failures",
            IntegerType.betweenOrNone(1, 100_000, "Write none if there is to be no such limit"),
            "none",
            "Failures without a success between them that open the breaker. The rule for hosts with few calls.");
    static final ConfigOption<Long> OPEN_DURATION = option(
            "open-duration",
            DurationType.positive(),
            "5s",
            "How long the breaker stays open the first time, or up to 20 % longer. Doubles at each failed probe.");
    static final ConfigOption<Long> MAX_OPEN_DURATION = option(
            "max-open-duration",
            DurationType.positive(),
            "60s",
            "It never grows beyond this, before a jitter of 20 %.");
    static final ConfigOption<Integer> PROBES = option(
            "half-open-probes",
            IntegerType.between(1, 1000, ""),
            "1",
            "Calls let through to find out whether the host is back; all must succeed.");
    static final ConfigOption<Failures> FAIL_ON = option(
            "fail-on",
            FailuresType.ofHttp(),
            "[connect-failure, reset, gateway-error, attempt-timeout]",
            "What counts as a failure; the words of `retry-on`.");
    static final ConfigBlock BREAKER = new ConfigBlock(
                    "circuit-breaker", "When a host counts as down, and for how long it is left alone.")
            .with(BREAKER_MODE, FAILURE_RATE, SLOW_RATE, SLOW_DURATION, MINIMUM_CALLS, SLIDING_WINDOW)
            .with(CONSECUTIVE_FAILURES, OPEN_DURATION, MAX_OPEN_DURATION, PROBES, FAIL_ON);

    static final ConfigOption<Mode> BULKHEAD_MODE = blockMode();
    static final ConfigOption<Integer> MAX_CONCURRENT =
            option("max-concurrent-calls", IntegerType.between(1, 1_000_000, ""), "256", "Calls under way at a time.");
    static final ConfigOption<Long> MAX_WAIT = option(
            "max-wait", DurationType.zeroOrMore(), "0ms", "How long a call may wait for a place; 0ms rejects at once.");
    static final ConfigBlock BULKHEAD = new ConfigBlock("bulkhead", "How many calls may be under way to a host.")
            .with(BULKHEAD_MODE, MAX_CONCURRENT, MAX_WAIT);

    static final ConfigBlock IDEMPOTENCY_KEY = LaterOptions.idempotencyKey();
    static final ConfigBlock HTTP = new ConfigBlock("http", "Policies of HTTP calls.")
            .with(TIMEOUTS, RETRY, BREAKER, BULKHEAD, IDEMPOTENCY_KEY);
    static final ConfigBlock JDBC = LaterOptions.jdbc();
    static final ConfigBlock DEADLINE = LaterOptions.deadline();

    static final ConfigOption<List<String>> ROUTE_METHOD =
            option("method", new MethodsType(Form.WORD_OR_LIST), null, "One method or a list of them. Left out: any.");
    static final ConfigOption<PathPattern> ROUTE_PATH = option(
            "path",
            new PathType(),
            null,
            "The raw path, without query: `/v1/orders`. `*` stands for a segment or a part of one, `{id}` for a"
                    + " segment, `/**` at the end for any rest, also none. Case and a trailing slash count.");
    static final ConfigBlock ROUTE_MATCH = new ConfigBlock(
                    "match", "Which calls the route is for; `method`, `path` or both.")
            .with(ROUTE_METHOD, ROUTE_PATH);
    static final ConfigOption<Mode> ROUTE_MODE = mode(null, "The mode of these calls.");
    static final ConfigBlock ROUTES = new ConfigBlock("routes", "The first one that matches applies.")
            .with(ROUTE_MODE)
            .with(ROUTE_MATCH, HTTP)
            .repeated();
    static final ConfigOption<HostPattern> HOST_MATCH = option(
            "match",
            new HostType(),
            null,
            "A name, `name:port`, `https://name`, `\"*.corp.example\"` (every name below, not the name itself), an"
                    + " address, a network such as `10.0.0.0/8`, or `\"*\"`. Networks match addresses only, never names."
                    + " The most specific entry applies, and only that one.");
    static final ConfigOption<Mode> HOST_MODE = mode(null, "The mode of calls to these hosts.");
    static final ConfigBlock HOSTS = new ConfigBlock("hosts", "What differs for single hosts.")
            .with(HOST_MATCH, HOST_MODE)
            .with(HTTP, JDBC, ROUTES)
            .repeated();
    static final ConfigBlock DEFAULTS = new ConfigBlock("defaults", "What holds for every host.").with(HTTP, JDBC);

    static final ConfigOption<Integer> MAX_HOSTS = option(
            "max-hosts",
            IntegerType.between(1, 1_000_000, ""),
            "500",
            "Hosts whose state is kept apart; the others share one.");
    static final ConfigOption<Long> HOST_IDLE =
            option("host-idle", DurationType.between("1s", "8760h"), "30m", "How long an unused host is remembered.");
    static final ConfigBlock LIMITS =
            new ConfigBlock("limits", "What Breakwater keeps in memory.").with(MAX_HOSTS, HOST_IDLE);

    static final ConfigOption<Integer> VERSION = option(
            "version",
            IntegerType.between(1, 1, "Write version: 1"),
            null,
            "The version of the file format. Required.");
    static final ConfigOption<Mode> FILE_MODE = mode(
            "observe",
            "`disabled` does nothing, `observe` counts what it would have done and changes nothing, `enforce` acts. A"
                    + " host, route or policy may say otherwise.");
    private static final ConfigBlock ROOT = new ConfigBlock("", "What stands at the beginning of a line.")
            .with(VERSION, FILE_MODE)
            .with(DEADLINE, LIMITS, DEFAULTS, HOSTS);

    /** The file as a whole. */
    public static ConfigBlock root() {
        return ROOT;
    }

    static <T> ConfigOption<T> option(String key, ValueType<T> type, @Nullable String defaultText, String description) {
        return new ConfigOption<>(key, type, defaultText, description);
    }

    static ConfigOption<Mode> blockMode() {
        return mode(null, "The mode of this policy alone. `disabled` keeps the numbers.");
    }

    private static ConfigOption<Mode> mode(@Nullable String defaultText, String description) {
        WordType<Mode> type = WordType.of("disabled", Mode.DISABLED)
                .and("observe", Mode.OBSERVE)
                .and("enforce", Mode.ENFORCE);
        return option("mode", type, defaultText, description);
    }
}
