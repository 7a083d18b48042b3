package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.RecordingScope;

/** The keys of what is recorded of calls, and suggested from it. Thread-safety: immutable. */
final class ObserveOptions {
    private ObserveOptions() {}

    static final ConfigOption<RecordingScope> RECORD = option(
            "record",
            WordType.of("observed", RecordingScope.OBSERVED)
                    .and("all", RecordingScope.ALL)
                    .and("none", RecordingScope.NONE),
            "observed",
            "Which guarded calls are recorded: those of which a policy only observes; `all`; or `none`.");
    static final ConfigOption<String> REPORT_FILE = option(
            "report-file",
            new FileNameType(),
            "none",
            "Where a suggested configuration is written, for the user of the process alone to read: at the end of the"
                    + " process, and now and then before. `{pid}` stands for the number of the process.");
    static final ConfigOption<Long> REPORT_EVERY = option(
            "report-every",
            DurationType.between("10s", "8760h"),
            "5m",
            "How often that file is written anew. A process that is killed leaves what was written last.");
    static final ConfigBlock OBSERVE = new ConfigBlock(
                    "observe",
                    "What is recorded of calls, so that settings can be suggested. Counts at the start of the"
                            + " application only.")
            .with(RECORD, REPORT_FILE, REPORT_EVERY);
}
