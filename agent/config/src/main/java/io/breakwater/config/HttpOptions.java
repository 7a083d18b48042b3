package io.breakwater.config;

import static io.breakwater.config.ConfigOption.blockMode;
import static io.breakwater.config.ConfigOption.option;

import io.breakwater.config.ListType.Form;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import java.util.List;

/** The keys of HTTP calls. Thread-safety: immutable. */
final class HttpOptions {
    private HttpOptions() {}

    static final ConfigOption<Mode> TIMEOUTS_MODE = blockMode();
    static final ConfigOption<Apply> APPLY = ConfigOption.apply();
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

    static final ConfigOption<Boolean> RETRY_AFTER_HONOR =
            option("honor", WordType.truth(), "true", "Whether the server's `Retry-After` sets the wait.");
    static final ConfigOption<Long> RETRY_AFTER_MAX = option(
            "max",
            DurationType.zeroOrMore(),
            "5s",
            "A server that asks for a longer wait gets no retry; the application sees its answer at once.");
    static final ConfigBlock RETRY_AFTER = new ConfigBlock("retry-after", "What the header `Retry-After` does.")
            .with(RETRY_AFTER_HONOR, RETRY_AFTER_MAX);
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
    static final BackoffOptions BACKOFF = new BackoffOptions("50ms");
    static final BudgetOptions BUDGET =
            new BudgetOptions("How many retries a host may receive in relation to its calls.");
    static final ConfigBlock RETRY = new ConfigBlock("retry", "When a failed attempt is repeated.")
            .with(RETRY_MODE, MAX_ATTEMPTS, RETRY_ON, METHODS, MAX_REPLAY_BODY, URL_CONNECTION)
            .with(BACKOFF.block, RETRY_AFTER, BUDGET.block);

    static final BreakerOptions BREAKER = new BreakerOptions(
            "host",
            FailuresType.ofHttp(),
            "[connect-failure, reset, gateway-error, attempt-timeout]",
            "What counts as a failure; the words of `retry-on`.");
    static final BulkheadOptions BULKHEAD =
            BulkheadOptions.limited("256", "How many calls may be under way to a host.");

    static final ConfigBlock HTTP = new ConfigBlock("http", "Policies of HTTP calls.")
            .with(TIMEOUTS, RETRY, BREAKER.block, BULKHEAD.block, KeyOptions.BLOCK);
}
