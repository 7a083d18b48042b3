package io.breakwater.smoke.demo;

import io.breakwater.smoke.demo.DatabasePlan.Turn;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One run: a fresh database, a fresh program, both in JVMs of their own, and the timeline while they talk.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class DatabaseRun {
    private static final long START_MILLIS = 60_000;
    private static final long ANSWER_MILLIS = 10_000;
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final DatabasePlan plan;
    private final Children children;
    private final Timeline timeline;
    private final DemoOptions options;
    private final List<String> agentOptions;
    private final Recording recording = new Recording();
    private final DatabaseEvents events = new DatabaseEvents();

    DatabaseRun(
            DatabasePlan plan, Children children, Timeline timeline, DemoOptions options, List<String> agentOptions) {
        this.plan = plan;
        this.children = children;
        this.timeline = timeline;
        this.options = options;
        this.agentOptions = agentOptions;
    }

    /** Takes as long as the plan says, and the time that database and program need to start and to end. */
    DatabaseFigures play() throws IOException, InterruptedException {
        timeline.note("starting PostgreSQL ...");
        BlockingQueue<String> ready = new ArrayBlockingQueue<>(1);
        boolean[] isReady = {false};
        try (Children.Child database = children.start(
                databaseOptions(),
                line -> {
                    if (isReady[0]) {
                        events.line(line);
                    } else {
                        isReady[0] = ready.offer(line);
                    }
                },
                System.err::println)) {
            String address = ready.poll(START_MILLIS, TimeUnit.MILLISECONDS);
            if (address == null) {
                throw new IOException("the database did not start");
            }
            try (Children.Child program =
                    children.start(programOptions(address.split(" ")), recording::call, recording::complaint)) {
                watch(program, database);
            }
            database.tell("rows");
            return figures(events.awaitRows(ANSWER_MILLIS));
        }
    }

    Recording recording() {
        return recording;
    }

    DatabaseEvents events() {
        return events;
    }

    private List<String> databaseOptions() {
        String directory = "databases.directory";
        return List.of(
                "-Xmx128m",
                "-D" + directory + "=" + System.getProperty(directory),
                "-cp",
                classPath(),
                "io.breakwater.smoke.demo.FlakyDatabase",
                Integer.toString(plan.seconds()));
    }

    private List<String> programOptions(String[] address) {
        List<String> all = new ArrayList<>(agentOptions);
        all.addAll(List.of("-Xmx256m", "-cp", classPath(), "io.breakwater.smoke.apps.CashDesk"));
        all.addAll(
                List.of(address[0], address[1], Integer.toString(DatabasePlan.RATE), Integer.toString(plan.seconds())));
        return all;
    }

    private String classPath() {
        return CLASS_PATH + File.pathSeparator + options.clientJars().resolve("*");
    }

    private void watch(Children.Child program, Children.Child database) throws IOException, InterruptedException {
        long zeroMillis = recording.awaitFirstCall(START_MILLIS);
        if (zeroMillis < 0) {
            recording.complaints().forEach(System.err::println);
            throw new IOException("the program made no call");
        }
        database.tell("begin " + zeroMillis);
        timeline.head("messages");
        for (int second = 0; second < plan.seconds(); second++) {
            // A moment later than the second's end, for lines that are still on their way.
            Thread.sleep(Math.max(0, zeroMillis + (second + 1) * 1000L + 100 - System.currentTimeMillis()));
            timeline.second(second, figures(List.of()).course(), trouble(zeroMillis + second * 1000L + 500));
        }
        program.awaitEnd();
    }

    private DatabaseFigures figures(List<Integer> rows) {
        return new DatabaseFigures(plan, recording.calls(), events, rows);
    }

    /** What was wrong at that moment. */
    private String trouble(long epochMillis) {
        Turn last = null;
        for (Turn turn : Turn.values()) {
            Long millis = events.millisOf(turn);
            if (millis != null && millis <= epochMillis) {
                last = turn;
            }
        }
        return last == Turn.STALLING ? "stalls" : last == Turn.DOWN ? "down" : last == Turn.SILENT ? "silent" : "";
    }
}
