package io.breakwater.benchmarks.outage;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What caller and backend told of one run. Thread-safety: confined to the thread that prints.
 */
final class Recording {
    private static final int SECONDS = Plan.END_MILLIS / 1000;
    private static final int WINDOW_MILLIS = 1000;
    private static final int STEP_MILLIS = 100;
    private static final double RECOVERED = 0.95;

    private final int[] calls = new int[Plan.END_MILLIS / STEP_MILLIS];
    private final int[] successes = new int[Plan.END_MILLIS / STEP_MILLIS];
    private final int[] lost = new int[SECONDS];
    private final int[] attempts;
    private final Mean[] busy = Mean.array(SECONDS);
    private final Mean[] asleep = Mean.array(SECONDS);

    /**
     * @param caller the lines of {@link Caller}
     * @param backend the requests of each second, as {@link Backend} prints them
     */
    Recording(List<String> caller, String backend) {
        this.attempts = Arrays.stream(backend.substring(1, backend.length() - 1).split(", ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (String line : caller) {
            add(line.split(" ", -1));
        }
    }

    private void add(String[] words) {
        int millis = Integer.parseInt(words[1]);
        if (millis < 0 || millis >= Plan.END_MILLIS) {
            return;
        }
        switch (words[0]) {
            case "busy":
                busy[millis / 1000].add(Integer.parseInt(words[2]));
                break;
            case "asleep":
                asleep[millis / 1000].add(Integer.parseInt(words[2]));
                break;
            default:
                calls[millis / STEP_MILLIS]++;
                successes[millis / STEP_MILLIS] += words[2].equals("ok") ? 1 : 0;
                lost[millis / 1000] += words[2].equals("lost") ? 1 : 0;
                break;
        }
    }

    void printSeconds() {
        System.out.printf(
                "%6s %6s %6s %6s %6s %9s %7s %7s%n",
                "second", "calls", "ok", "failed", "lost", "attempts", "busy", "asleep");
        BitSet down = new BitSet();
        down.set(Plan.OUTAGE_START_MILLIS / 1000, Plan.OUTAGE_END_MILLIS / 1000);
        for (int second = 0; second < SECONDS; second++) {
            int from = second * 1000;
            int all = sum(calls, from, from + 1000);
            int ok = sum(successes, from, from + 1000);
            System.out.printf(
                    "%5d%s %6d %6d %6d %6d %9d %7.1f %7.1f%n",
                    second,
                    down.get(second) ? "*" : " ",
                    all,
                    ok,
                    all - ok - lost[second],
                    lost[second],
                    attempts[second],
                    busy[second].value(),
                    asleep[second].value());
        }
    }

    /** Share of the calls outside the outage, and more than a second away from it, that failed. */
    double failedBefore() {
        return 1 - share(0, Plan.OUTAGE_START_MILLIS - 1000);
    }

    double busyInOutage() {
        return Mean.of(busy, Plan.OUTAGE_START_MILLIS / 1000, Plan.OUTAGE_END_MILLIS / 1000);
    }

    double asleepInOutage() {
        return Mean.of(asleep, Plan.OUTAGE_START_MILLIS / 1000, Plan.OUTAGE_END_MILLIS / 1000);
    }

    double attemptsPerCallInOutage() {
        int sent = Arrays.stream(attempts, Plan.OUTAGE_START_MILLIS / 1000, Plan.OUTAGE_END_MILLIS / 1000)
                .sum();
        return (double) sent / sum(calls, Plan.OUTAGE_START_MILLIS, Plan.OUTAGE_END_MILLIS);
    }

    /** From the end of the outage to the first second in which 95 % of the calls succeed; NaN if there is none. */
    double secondsToRecover() {
        for (int from = Plan.OUTAGE_END_MILLIS; from + WINDOW_MILLIS <= Plan.END_MILLIS; from += STEP_MILLIS) {
            if (share(from, from + WINDOW_MILLIS) >= RECOVERED) {
                return (from - Plan.OUTAGE_END_MILLIS) / 1000.0;
            }
        }
        return Double.NaN;
    }

    private double share(int fromMillis, int toMillis) {
        return (double) sum(successes, fromMillis, toMillis) / sum(calls, fromMillis, toMillis);
    }

    private static int sum(int[] counts, int fromMillis, int toMillis) {
        return Arrays.stream(counts, fromMillis / STEP_MILLIS, toMillis / STEP_MILLIS)
                .sum();
    }

    /** A running mean; zero while it is empty. */
    private static final class Mean {
        private long sum;
        private int count;

        static Mean[] array(int length) {
            Mean[] means = new Mean[length];
            Arrays.setAll(means, index -> new Mean());
            return means;
        }

        static double of(Mean[] means, int from, int to) {
            return Arrays.stream(means, from, to)
                    .mapToDouble(Mean::value)
                    .average()
                    .orElse(0);
        }

        void add(int value) {
            sum += value;
            count++;
        }

        double value() {
            return count == 0 ? 0 : (double) sum / count;
        }
    }
}
