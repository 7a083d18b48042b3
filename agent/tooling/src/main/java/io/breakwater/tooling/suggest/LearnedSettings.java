package io.breakwater.tooling.suggest;

import io.breakwater.config.Configuration;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.observe.Observations;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the running agent has learned: suggestions on request, and the report that it writes by itself.
 *
 * <p>Thread-safety: thread-safe. Errors: only {@link #suggest} throws.
 */
public final class LearnedSettings {
    private final Observations observations;
    private final Supplier<List<DestinationSnapshot>> states;
    private final Supplier<Configuration> inForce;
    private final TimeSource time;
    private final @Nullable ReportFile report;
    private final long reportNanos;
    private long reportedNanos;

    /**
     * @param states the live state of the destinations
     * @param inForce the configuration in force
     * @param log takes a line that somebody has to know
     */
    public LearnedSettings(
            Observations observations,
            Supplier<List<DestinationSnapshot>> states,
            Supplier<Configuration> inForce,
            TimeSource time,
            Consumer<String> log) {
        this.observations = observations;
        this.states = states;
        this.inForce = inForce;
        this.time = time;
        Configuration atStart = inForce.get();
        String file = atStart.reportFile();
        this.report = file.isEmpty() ? null : new ReportFile(file.replace("{pid}", ProcessNumber.current()), log);
        this.reportNanos = atStart.reportNanos();
        this.reportedNanos = time.nanoTime();
    }

    /**
     * A configuration, as the command {@code suggest} prints it.
     *
     * @param host {@code all}, or a pattern as in the configuration
     * @param options {@code min-calls=1000}, {@code mode=observe} or {@code enforce}, {@code format=yaml} or {@code json},
     *     {@code clear=true} to forget afterwards what was observed; separated by blanks, may be empty
     * @throws IllegalArgumentException if an argument cannot be understood; the message says what would be
     */
    public String suggest(String host, String options) {
        long minCalls = SuggestOptions.MIN_CALLS;
        Mode mode = Mode.OBSERVE;
        boolean json = false;
        boolean clear = false;
        for (String option : options.trim().split("\\s+", -1)) {
            switch (option) {
                case "":
                case "mode=observe":
                case "format=yaml":
                    break;
                case "mode=enforce":
                    mode = Mode.ENFORCE;
                    break;
                case "format=json":
                    json = true;
                    break;
                case "clear=true":
                    clear = true;
                    break;
                default:
                    minCalls = minCalls(option);
            }
        }
        Suggestion suggestion = suggestion(new SuggestOptions(host, minCalls, mode));
        if (clear) {
            observations.clear();
        }
        return json ? suggestion.toJson() : suggestion.toYaml();
    }

    private static long minCalls(String option) {
        String prefix = "min-calls=";
        String number = option.startsWith(prefix) ? option.substring(prefix.length()) : "";
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("option: " + Texts.printable(option)
                    + " (expected: min-calls=NUMBER, mode=observe or enforce, format=yaml or json, clear=true)");
        }
        return Long.parseLong(number);
    }

    private Suggestion suggestion(SuggestOptions options) {
        return Suggester.suggest(observations.read(), states.get(), inForce.get(), options);
    }

    /** To be called every few seconds: writes the report if it is time to. */
    public void tick() {
        long now = time.nanoTime();
        if (report != null && now - reportedNanos() >= reportNanos) {
            writeReport();
        }
    }

    private synchronized long reportedNanos() {
        return reportedNanos;
    }

    /** Writes the report, if the configuration asks for one. */
    public synchronized void writeReport() {
        if (report == null) {
            return;
        }
        reportedNanos = time.nanoTime();
        try {
            report.write(suggestion(SuggestOptions.standard()).toYaml());
        } catch (RuntimeException | Error bug) {
            report.write("# No suggestion: a bug of Breakwater, "
                    + Texts.printable(String.format(Locale.ROOT, "%s", bug)) + "\nversion: 1\n");
        }
    }
}
