package io.breakwater.smoke.demo;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One run: a fresh server, a fresh program, both in JVMs of their own, and the timeline while they talk.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Run {
    private static final long START_MILLIS = 20_000;
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Plan plan;
    private final Children children;
    private final Timeline timeline;
    private final List<String> agentOptions;
    private final DemoOptions options;
    private final Recording recording = new Recording();

    Run(Plan plan, Children children, Timeline timeline, DemoOptions options, List<String> agentOptions) {
        this.plan = plan;
        this.children = children;
        this.timeline = timeline;
        this.options = options;
        this.agentOptions = agentOptions;
    }

    /** Takes as long as the plan says, and the time that the program needs to end. */
    Recording play() throws IOException, InterruptedException {
        BlockingQueue<String> serverLines = new ArrayBlockingQueue<>(1);
        boolean[] portSeen = {false};
        String seconds = Integer.toString(plan.seconds());
        try (Children.Child server = children.start(
                java(CLASS_PATH, "io.breakwater.smoke.demo.FlakyServer", seconds),
                line -> {
                    if (portSeen[0]) {
                        recording.arrival(line);
                    } else {
                        portSeen[0] = serverLines.offer(line);
                    }
                },
                System.err::println)) {
            String port = serverLines.poll(START_MILLIS, TimeUnit.MILLISECONDS);
            if (port == null) {
                throw new IOException("the server did not start");
            }
            List<String> command = new ArrayList<>(agentOptions);
            command.addAll(java(
                    CLASS_PATH + File.pathSeparator + options.clientJars().resolve("*"),
                    "io.breakwater.smoke.apps.PriceWatcher",
                    "http://localhost:" + port,
                    Integer.toString(Plan.RATE),
                    seconds,
                    options.client()));
            try (Children.Child program = children.start(command, recording::call, recording::complaint)) {
                watch(program);
            }
        }
        return recording;
    }

    private void watch(Children.Child program) throws IOException, InterruptedException {
        long zeroMillis = recording.awaitFirstArrival(START_MILLIS);
        if (zeroMillis < 0) {
            recording.complaints().forEach(System.err::println);
            throw new IOException("the program made no call");
        }
        timeline.head("at server");
        for (int second = 0; second < plan.seconds(); second++) {
            // A moment later than the second's end, for lines that are still on their way.
            sleepUntil(zeroMillis + (second + 1) * 1000L + 100);
            timeline.second(
                    second, new Figures(plan, recording).course(), plan.isOutage(second * 1000L) ? "outage" : "");
        }
        program.awaitEnd();
    }

    private static void sleepUntil(long epochMillis) throws InterruptedException {
        Thread.sleep(Math.max(0, epochMillis - System.currentTimeMillis()));
    }

    private static List<String> java(String classPath, String main, String... arguments) {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-cp", classPath, main));
        options.addAll(List.of(arguments));
        return options;
    }
}
