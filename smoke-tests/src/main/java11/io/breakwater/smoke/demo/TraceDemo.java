package io.breakwater.smoke.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The demo that shows traces: the same program and server, with the agent, which sends its spans to a Zipkin.
 *
 * <p>Thread-safety: confined to the main thread.
 */
final class TraceDemo {
    private static final int RUN_SECONDS = 12;
    private static final Duration MOST_SEARCH = Duration.ofSeconds(30);
    private static final String RETRIED = "http.request.resend_count";

    private final DemoOptions options;
    private final Terminal terminal;
    private final Presentation presentation;
    private final Children children = new Children();

    TraceDemo(DemoOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        this.presentation = new Presentation(options, terminal);
    }

    /** True if a call that was repeated can be looked at. */
    boolean play() throws IOException, InterruptedException {
        presentation.introduce(
                "A program with 64 threads asks a flaky server for a price " + Plan.RATE + " times a second for "
                        + RUN_SECONDS + " s.",
                "The agent sends a span for each call that it touched to a Zipkin on this machine. It is configured by",
                "the usual variables of OpenTelemetry, or the properties of the same names, and this file:");
        try (Zipkin zipkin = Zipkin.start(children, options.zipkin())) {
            terminal.line("Starting Zipkin ...");
            zipkin.awaitReady();
            List<String> telemetry = List.of(
                    "-Dotel.service.name=price-watcher",
                    "-Dotel.traces.exporter=zipkin",
                    "-Dotel.exporter.zipkin.endpoint=" + zipkin.address() + "/api/v2/spans");
            presentation.run(
                    "The program, with the agent",
                    "java -javaagent:breakwater-agent.jar=demo.yaml " + String.join(" ", telemetry)
                            + " -cp program.jar PriceWatcher ...");
            List<String> all = new ArrayList<>(telemetry);
            all.addAll(presentation.agentOptions(List.of()));
            Recording recording = new Run(new Plan(RUN_SECONDS), children, new Timeline(terminal), options, all).play();
            presentation.agentLog(recording);
            return show(zipkin);
        }
    }

    private boolean show(Zipkin zipkin) throws InterruptedException {
        Optional<String> trace = zipkin.awaitTrace(RETRIED, MOST_SEARCH);
        terminal.line("");
        if (trace.isEmpty()) {
            terminal.line(terminal.mark(false) + " no trace of a repeated call came to Zipkin within "
                    + MOST_SEARCH.getSeconds() + " s");
            return false;
        }
        terminal.line(terminal.mark(true) + " a call that was repeated:");
        terminal.line("    " + zipkin.page(trace.get()));
        terminal.line("  and all that the agent touched:");
        terminal.line("    " + zipkin.address() + "/zipkin/?serviceName=price-watcher&limit=100");
        terminal.line(terminal.quiet(
                "  Zipkin ends when you press Enter, and after " + options.seconds() + " s in any case."));
        awaitEnter();
        return true;
    }

    /** Where there is no input, its end is not taken for Enter. */
    private void awaitEnter() throws InterruptedException {
        CountDownLatch pressed = new CountDownLatch(1);
        Thread reader = new Thread(
                () -> {
                    try {
                        if (System.in.read() >= 0) {
                            pressed.countDown();
                        }
                    } catch (IOException none) {
                        // Nobody presses anything there.
                    }
                },
                "demo-enter");
        reader.setDaemon(true);
        reader.start();
        pressed.await(options.seconds(), TimeUnit.SECONDS);
    }
}
