package io.breakwater.config;

import static io.breakwater.config.ConfigOptions.ATTEMPT;
import static io.breakwater.config.ConfigOptions.BACKOFF_INITIAL;
import static io.breakwater.config.ConfigOptions.BACKOFF_MAX;
import static io.breakwater.config.ConfigOptions.BREAKER_MODE;
import static io.breakwater.config.ConfigOptions.BULKHEAD_MODE;
import static io.breakwater.config.ConfigOptions.CONNECT;
import static io.breakwater.config.ConfigOptions.FAILURE_RATE;
import static io.breakwater.config.ConfigOptions.MAX_OPEN_DURATION;
import static io.breakwater.config.ConfigOptions.MAX_WAIT;
import static io.breakwater.config.ConfigOptions.MINIMUM_CALLS;
import static io.breakwater.config.ConfigOptions.OPEN_DURATION;
import static io.breakwater.config.ConfigOptions.RESPONSE;
import static io.breakwater.config.ConfigOptions.SLIDING_WINDOW;
import static io.breakwater.config.ConfigOptions.SLOW_DURATION;
import static io.breakwater.config.ConfigOptions.SLOW_RATE;
import static io.breakwater.config.ConfigOptions.TIMEOUTS_MODE;
import static io.breakwater.config.ConfigOptions.TOTAL;

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

    static void run(Layers layers, Problems problems) {
        CrossChecks checks = new CrossChecks(layers, problems);
        if (checks.isActive(TIMEOUTS_MODE)) {
            checks.timeouts();
        }
        // In any mode: no backoff can be made of these.
        checks.notAbove(BACKOFF_INITIAL, BACKOFF_MAX, "backoff.max", "Lower initial or raise max");
        if (checks.isActive(BREAKER_MODE)) {
            checks.breaker();
        }
    }

    private boolean isActive(ConfigOption<Mode> mode) {
        return layers.mode(mode).value() != Mode.DISABLED;
    }

    private void timeouts() {
        notAbove(ATTEMPT, TOTAL, "timeouts.total", "Lower attempt or raise total");
        if (isActive(BULKHEAD_MODE)) {
            notAbove(MAX_WAIT, TOTAL, "timeouts.total", "Lower max-wait or raise total");
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

    private void breaker() {
        notAbove(
                OPEN_DURATION,
                MAX_OPEN_DURATION,
                "max-open-duration",
                "Lower open-duration or raise max-open-duration");
        boolean failureRate = layers.value(FAILURE_RATE) != PercentType.NEVER;
        boolean slowRate = layers.value(SLOW_RATE) != PercentType.NEVER;
        if (slowRate && layers.value(SLOW_DURATION).equals(DurationType.NONE)) {
            report(
                    layers.setting(SLOW_RATE),
                    "a slow-call-duration beside it",
                    "Say from which duration on a call is slow");
        }
        if (failureRate || slowRate) {
            window();
        }
    }

    private void window() {
        Setting<Window> window = layers.setting(SLIDING_WINDOW);
        Setting<Integer> minimum = layers.setting(MINIMUM_CALLS);
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
        Setting<Long> attempt = layers.setting(ATTEMPT);
        boolean attemptEnds = isActive(TIMEOUTS_MODE) && !attempt.value().equals(DurationType.NONE);
        if (attemptEnds && window.value().nanos() / 2 < attempt.value()) {
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
