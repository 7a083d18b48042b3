package io.breakwater.tooling.control.status;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything at one moment. Times are in UTC as {@code 2026-11-30T03:07:12.345Z}; durations carry their unit in the name;
 * what is not known is left out.
 *
 * <p>Thread-safety: immutable. Holds no secret: neither paths, queries, users nor parameters.
 */
public final class StatusReport {
    /** Goes up when a key changes its meaning or goes away; new keys do not count. */
    public static final int FORMAT = 1;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    public final int format;
    public final String takenAt;
    public final ProcessStatus process;
    public final ConfigurationStatus configuration;

    /** Who has turned everything off; left out while it is on. */
    public final @Nullable OverrideStatus switchedOff;

    /** All that operators have decided, but for that. */
    public final List<OverrideStatus> overrides;

    /** Bugs of the agent; the application's plain calls went on. */
    public final long failOpen;

    /** All destinations together; {@code name} is {@code all}. */
    public final DestinationStatus total;

    /** How many destinations match what was asked for. */
    public final int destinationCount;

    /** Those that come first, in the order that was asked for. */
    public final List<DestinationStatus> destinations;

    /** The others together; left out if there are none. {@code name} is {@code rest}. */
    public final @Nullable DestinationStatus rest;

    public StatusReport(
            String takenAt,
            ProcessStatus process,
            ConfigurationStatus configuration,
            @Nullable OverrideStatus switchedOff,
            List<OverrideStatus> overrides,
            long failOpen,
            DestinationStatus total,
            int destinationCount,
            List<DestinationStatus> destinations,
            @Nullable DestinationStatus rest) {
        this.format = FORMAT;
        this.takenAt = takenAt;
        this.process = process;
        this.configuration = configuration;
        this.switchedOff = switchedOff;
        this.overrides = overrides;
        this.failOpen = failOpen;
        this.total = total;
        this.destinationCount = destinationCount;
        this.destinations = destinations;
        this.rest = rest;
    }

    /** The document. */
    public String toJson() {
        return GSON.toJson(this);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is none, or of a format that this version does not know
     */
    public static StatusReport parse(String json) {
        StatusReport report;
        try {
            report = GSON.fromJson(json, StatusReport.class);
        } catch (JsonParseException none) {
            throw new IllegalArgumentException("status: not a status report", none);
        }
        if (report == null || report.format != FORMAT) {
            throw new IllegalArgumentException("status: format " + (report == null ? 0 : report.format) + " (expected: "
                    + FORMAT + "). Use the command line of the jar that runs in that process");
        }
        return report;
    }
}
