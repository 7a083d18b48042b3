package io.breakwater.benchmarks.outage;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Looks at the caller threads: every 20 ms how many are busy, every 240 ms how many of those sleep between two attempts.
 * A sleeper is known by its stack, which holds for every strategy.
 */
final class ThreadWatch extends Thread {
    static final String CALLER_NAME = "caller";

    private static final int LOOK_MILLIS = 20;
    private static final int LOOKS_PER_STACK = 12;
    private static final int FRAMES = 16;

    private final long beginMillis;
    private final IntSupplier busy;
    private final Consumer<String> lines;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private volatile boolean ended;

    ThreadWatch(long beginMillis, IntSupplier busy, Consumer<String> lines) {
        super("thread-watch");
        this.beginMillis = beginMillis;
        this.busy = busy;
        this.lines = lines;
        setDaemon(true);
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        try {
            for (int looks = 0; !ended; looks++) {
                long millis = System.currentTimeMillis() - beginMillis;
                lines.accept("busy " + millis + ' ' + busy.getAsInt());
                if (looks % LOOKS_PER_STACK == 0) {
                    lines.accept("asleep " + millis + ' ' + asleep());
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    private int asleep() {
        int count = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds(), FRAMES)) {
            if (thread != null && thread.getThreadName().equals(CALLER_NAME) && isAsleep(thread.getStackTrace())) {
                count++;
            }
        }
        return count;
    }

    private static boolean isAsleep(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String method = frame.getMethodName();
            boolean isSleep = method.equals("sleep") && frame.getClassName().equals("java.lang.Thread");
            if (isSleep || method.equals("awaitBackoff") || method.equals("awaitPermit")) {
                return true;
            }
        }
        return false;
    }
}
