package io.breakwater.tooling;

import io.breakwater.config.live.ConfigurationStatus;
import io.breakwater.config.live.LiveConfiguration;
import io.breakwater.config.live.ReloadReport;
import io.breakwater.tooling.control.ConfigurationInForce;
import java.util.List;

/** The configuration that is watched, for whoever operates the agent. Thread-safety: thread-safe. */
final class LiveInForce implements ConfigurationInForce {
    private final LiveConfiguration live;

    LiveInForce(LiveConfiguration live) {
        this.live = live;
    }

    @Override
    public String source() {
        ConfigurationStatus status = live.status();
        return status.isBuiltIn() ? "built-in" : status.source();
    }

    @Override
    public long sinceMillis() {
        return live.status().sinceEpochMillis();
    }

    @Override
    public long refusedMillis() {
        return live.status().refusedEpochMillis();
    }

    @Override
    public List<String> problems() {
        return live.status().problems();
    }

    @Override
    public String reload() {
        ReloadReport report = live.reload();
        if (report.result() == ReloadReport.Result.REFUSED) {
            throw new IllegalStateException(
                    "refused: " + report.summary() + "\n" + String.join("\n", report.problems()));
        }
        return report.summary();
    }
}
