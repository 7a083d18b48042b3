package io.breakwater.tooling.control;

import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.tooling.control.status.ConfigurationStatus;
import io.breakwater.tooling.control.status.DestinationSums;
import io.breakwater.tooling.control.status.OverrideStatus;
import io.breakwater.tooling.control.status.ProcessStatus;
import io.breakwater.tooling.control.status.RecentActivity;
import io.breakwater.tooling.control.status.StatusQuery;
import io.breakwater.tooling.control.status.StatusReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one look at everything. Thread-safety: confined to one thread. */
final class StatusReader {
    private final PoliciesInForce policies;
    private final ConfigurationInForce source;
    private final Metrics metrics;
    private final RecentActivity activity;
    private final TimeSource time;

    StatusReader(
            PoliciesInForce policies,
            ConfigurationInForce source,
            Metrics metrics,
            RecentActivity activity,
            TimeSource time) {
        this.policies = policies;
        this.source = source;
        this.metrics = metrics;
        this.activity = activity;
        this.time = time;
    }

    StatusReport read(
            List<DestinationSnapshot> snapshots,
            StatusQuery query,
            String version,
            long startedMillis,
            @Nullable String leaving) {
        long takenMillis = time.epochMillis();
        OperatorOverrides overrides = policies.overrides();
        DestinationSums sums = DestinationSums.of(
                metrics,
                snapshots,
                policies.configuration(),
                policies.policies(),
                activity,
                time.nanoTime(),
                takenMillis,
                query);
        List<OverrideStatus> decided = new ArrayList<>();
        overrides.modes.list().forEach(decision -> decided.add(status("mode", decision)));
        overrides.breakers.list().forEach(decision -> decided.add(status("breaker", decision)));
        return new StatusReport(
                iso(takenMillis),
                new ProcessStatus(
                        OwnProcess.pid(), version, System.getProperty("java.version", ""), iso(startedMillis), leaving),
                configuration(),
                overrides.switchedOff == null ? null : status("off", overrides.switchedOff),
                decided,
                sums.failOpen,
                sums.total,
                sums.count,
                sums.first,
                sums.rest);
    }

    private ConfigurationStatus configuration() {
        long refusedMillis = source.refusedMillis();
        return new ConfigurationStatus(
                source.source(),
                ModeInWords.word(policies.configuration()),
                ModeInWords.beyond(policies.configuration()),
                iso(source.sinceMillis()),
                refusedMillis == 0 ? null : iso(refusedMillis),
                source.problems());
    }

    private static OverrideStatus status(String kind, Decision<?> decision) {
        return new OverrideStatus(
                kind, decision.target.toString(), decision.word, decision.by, iso(decision.sinceMillis));
    }

    private static String iso(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
