package io.breakwater.config;

import static io.breakwater.config.HttpOptions.ATTEMPT;
import static io.breakwater.config.HttpOptions.CONNECT;
import static io.breakwater.config.HttpOptions.RESPONSE;
import static io.breakwater.config.HttpOptions.TOTAL;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.Mode;

/**
 * Finds settings that are right by themselves and wrong together, in what is in force at one level. Each finding is
 * reported where that level, or else the nearest one, wrote the responsible value. Numbers of a disabled policy are let
 * be. Confined to one thread.
 */
final class CrossChecks {
    private final Layers layers;
    private final Problems problems;

    private CrossChecks(Layers layers, Problems problems) {
        this.layers = layers;
        this.problems = problems;
    }

    /** What a process has once. */
    static void ofProcess(Layers layers, Problems problems) {
        Setting<Integer> metrics = layers.setting(TelemetryOptions.PROMETHEUS_PORT);
        Setting<Integer> page = layers.setting(TelemetryOptions.PAGE_PORT);
        if (!metrics.value().equals(IntegerType.NEVER) && metrics.value().equals(page.value())) {
            String expected = "another one than metrics.prometheus-port, " + described(metrics);
            new CrossChecks(layers, problems)
                    .report(page, expected, "Only one of them can listen there; write another free port");
        }
    }

    /** The block {@code http}. */
    static void ofHttp(Layers layers, Problems problems) {
        CrossChecks checks = new CrossChecks(layers, problems);
        if (checks.isActive(HttpOptions.TIMEOUTS_MODE)) {
            checks.timeouts();
        }
        if (checks.isActive(DeadlineOptions.MODE)) {
            checks.notAbove(
                    DeadlineOptions.MARGIN,
                    DeadlineOptions.MAX,
                    "deadline.max",
                    "Nothing would ever be sent; lower margin");
            checks.notAbove(
                    DeadlineOptions.MIN_ATTEMPT,
                    DeadlineOptions.MAX,
                    "deadline.max",
                    "Nothing would ever be sent; lower min-attempt");
        }
        checks.backoff(HttpOptions.BACKOFF);
        checks.breaker(HttpOptions.BREAKER, HttpOptions.TIMEOUTS_MODE, ATTEMPT);
    }

    /** The block {@code jdbc}. */
    static void ofDatabase(Layers layers, Problems problems) {
        CrossChecks checks = new CrossChecks(layers, problems);
        if (checks.isActive(JdbcOptions.TIMEOUTS_MODE)) {
            checks.sideBySide(JdbcOptions.CONNECT, JdbcOptions.LOGIN);
        }
        checks.backoff(JdbcOptions.BACKOFF);
        checks.breaker(JdbcOptions.BREAKER, JdbcOptions.TIMEOUTS_MODE, JdbcOptions.QUERY);
    }

    /** A rule of {@code inbound}: what it gives must leave something to send. */
    static void ofInbound(Setting<Long> deadline, Layers layers, Problems problems) {
        Setting<Long> margin = layers.setting(DeadlineOptions.MARGIN);
        Setting<Long> least = layers.setting(DeadlineOptions.MIN_ATTEMPT);
        boolean active = layers.mode(DeadlineOptions.MODE).value() != Mode.DISABLED;
        if (active && deadline.value() < margin.value() + least.value()) {
            String expected = "at least deadline.margin, " + described(margin) + ", and deadline.min-attempt, "
                    + described(least);
            new CrossChecks(layers, problems)
                    .report(deadline, expected, "Nothing would ever be sent for such a request; raise it");
        }
    }

    /** In any mode: no backoff can be made of these. */
    private void backoff(BackoffOptions backoff) {
        notAbove(backoff.initial, backoff.max, "backoff.max", "Lower initial or raise max");
    }

    private boolean isActive(ConfigOption<Mode> mode) {
        return layers.mode(mode).value() != Mode.DISABLED;
    }

    private void timeouts() {
        notAbove(ATTEMPT, TOTAL, "timeouts.total", "Lower attempt or raise total");
        if (isActive(HttpOptions.BULKHEAD.mode)) {
            notAbove(HttpOptions.BULKHEAD.maxWait, TOTAL, "timeouts.total", "Lower max-wait or raise total");
        }
        // The long built-in and default values serve as a safety net; only what is written side by side contradicts.
        sideBySide(CONNECT, ATTEMPT);
        sideBySide(RESPONSE, ATTEMPT);
        sideBySide(CONNECT, TOTAL);
        sideBySide(RESPONSE, TOTAL);
    }

    private void sideBySide(ConfigOption<Long> part, ConfigOption<Long> whole) {
        Layer last = layers.last();
        if (last.setting(part) != null && last.setting(whole) != null) {
            String keys = "Lower " + part.key() + " or raise " + whole.key();
            notAbove(part, whole, "timeouts." + whole.key(), keys);
        }
    }

    private void notAbove(ConfigOption<Long> part, ConfigOption<Long> whole, String wholePath, String wayOut) {
        Setting<Long> small = layers.setting(part);
        Setting<Long> large = layers.setting(whole);
        // An unset part (none) lies inside any whole.
        if (!small.value().equals(DurationType.NONE) && small.value() > large.value()) {
            if (isResponsible(small, large)) {
                report(small, "at most " + wholePath + ", " + described(large), wayOut);
            } else {
                report(large, "at least " + part.key() + ", " + described(small), wayOut);
            }
        }
    }

    private void breaker(BreakerOptions breaker, ConfigOption<Mode> timeoutsMode, ConfigOption<Long> attempt) {
        if (!isActive(breaker.mode)) {
            return;
        }
        notAbove(
                breaker.openDuration,
                breaker.maxOpenDuration,
                "max-open-duration",
                "Lower open-duration or raise max-open-duration");
        boolean failureRate = layers.value(breaker.failureRate) != PercentType.NEVER;
        boolean slowRate = layers.value(breaker.slowRate) != PercentType.NEVER;
        if (slowRate && layers.value(breaker.slowDuration).equals(DurationType.NONE)) {
            report(
                    layers.setting(breaker.slowRate),
                    "a slow-call-duration beside it",
                    "Say from which duration on a call is slow");
        }
        if (failureRate || slowRate) {
            window(breaker, timeoutsMode, attempt);
        }
    }

    private void window(BreakerOptions breaker, ConfigOption<Mode> timeoutsMode, ConfigOption<Long> attemptOption) {
        Setting<Window> window = layers.setting(breaker.slidingWindow);
        Setting<Integer> minimum = layers.setting(breaker.minimumCalls);
        int calls = window.value().calls();
        if (calls > 0) {
            if (minimum.value() > calls) {
                String wayOut = "A window of " + calls + " calls never holds " + minimum.value();
                if (!isResponsible(minimum, window)) {
                    String expected = "at least minimum-calls, " + described(minimum);
                    report(window, expected, wayOut + "; lower minimum-calls");
                } else {
                    String expected = "at most sliding-window, " + described(window);
                    report(minimum, expected, wayOut);
                }
            }
            return;
        }
        Setting<Long> attempt = layers.setting(attemptOption);
        boolean timeoutsCount = layers.value(breaker.failOn).matcher().contains(FailureClass.ATTEMPT_TIMEOUT);
        boolean attemptEnds = isActive(timeoutsMode) && !attempt.value().equals(DurationType.NONE);
        if (attemptEnds && timeoutsCount && window.value().nanos() / 2 < attempt.value()) {
            String twice = DurationType.text(attempt.value() * 2);
            String wayOut = "With a shorter window, an attempt that times out is counted when its window is over;"
                    + " write circuit-breaker: {sliding-window: " + twice + "}";
            if (isResponsible(window, attempt)) {
                String expected = "at least two attempts, " + described(attempt);
                report(window, expected, wayOut);
            } else {
                String expected = "at most half of circuit-breaker.sliding-window, " + described(window);
                report(attempt, expected, wayOut);
            }
        }
    }

    /** True if the first was written at least as near to the call as the second. */
    private boolean isResponsible(Setting<?> first, Setting<?> second) {
        return layers.level(first) >= layers.level(second);
    }

    private void report(Setting<?> setting, String expected, String wayOut) {
        problems.add(setting.origin(), setting.path(), setting.show(), expected, wayOut);
    }

    private static String described(Setting<?> setting) {
        return setting.show() + " (" + setting.origin().brief() + ")";
    }
}
