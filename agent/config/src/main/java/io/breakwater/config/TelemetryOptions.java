package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.TracingScope;

/** The keys of what others see of the agent. Thread-safety: immutable. */
final class TelemetryOptions {
    private TelemetryOptions() {}

    static final ConfigOption<TracingScope> TRACING = option(
            "tracing",
            WordType.of("interventions", TracingScope.INTERVENTIONS)
                    .and("all", TracingScope.ALL)
                    .and("none", TracingScope.NONE),
            "interventions",
            "Which guarded calls get a span: those that something was done to, or would have been; `all`; or `none`.");
    static final ConfigOption<Integer> PROMETHEUS_PORT = option(
            "prometheus-port",
            IntegerType.betweenOrNone(1, 65_535, "Write a free port of this machine, such as 9464"),
            "none",
            "Serves the metrics as text at http://127.0.0.1:PORT/metrics, to this machine alone.");
    static final ConfigOption<Boolean> JMX =
            option("jmx", WordType.truth(), "true", "Registers MBeans in the domain `io.breakwater`.");
    static final ConfigBlock METRICS = new ConfigBlock(
                    "metrics", "Where the metrics can be read. A reload opens and closes what is asked for.")
            .with(PROMETHEUS_PORT, JMX);

    static final ConfigOption<Integer> PAGE_PORT = option(
            "port",
            IntegerType.betweenOrNone(1, 65_535, "Write a free port of this machine, such as 9465"),
            "none",
            "Serves a page with the live state of every host at http://127.0.0.1:PORT/, to this machine alone.");
    static final ConfigOption<String> PAGE_TOKEN = option(
            "token",
            new SecretType(),
            "none",
            "Who knows it can change modes, force breakers and switch everything off on the page; without it the page only"
                    + " shows. Better given by the environment: `BREAKWATER_PAGE_TOKEN`.");
    static final ConfigBlock PAGE =
            new ConfigBlock("page", "A page to look at in a browser.").with(PAGE_PORT, PAGE_TOKEN);
}
