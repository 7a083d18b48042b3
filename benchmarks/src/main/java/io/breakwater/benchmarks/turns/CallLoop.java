package io.breakwater.benchmarks.turns;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An application whose callers call as fast as they are answered. Reads a number of milliseconds from a line, calls for so
 * long, and prints what it came to: calls, nanoseconds, nanoseconds of CPU, bytes allocated, and the 99th percentile of a
 * call in nanoseconds. Ends with its input.
 */
public final class CallLoop {
    private final List<Callable<Boolean>> calls;
    private final ExecutorService threads;
    private final ThreadMXBean threadBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean processBean =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CallLoop(List<Callable<Boolean>> calls) {
        this.calls = calls;
        this.threads = Executors.newFixedThreadPool(calls.size());
    }

    /**
     * Obeys, and ends the JVM.
     *
     * @param calls one for each caller; false for an answer that was not expected
     */
    public static void run(List<Callable<Boolean>> calls) throws IOException, InterruptedException, ExecutionException {
        CallLoop loop = new CallLoop(calls);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(loop.callFor(Long.parseLong(line) * 1_000_000));
        }
        Runtime.getRuntime().halt(0);
    }

    private String callFor(long nanos) throws InterruptedException, ExecutionException {
        long bytes = allocatedBytes();
        long cpuNanos = processBean.getProcessCpuTime();
        long startNanos = System.nanoTime();
        List<Future<Durations>> running = new ArrayList<>();
        for (Callable<Boolean> call : calls) {
            running.add(threads.submit(() -> callUntil(call, startNanos + nanos)));
        }
        Durations taken = new Durations();
        for (Future<Durations> caller : running) {
            taken.addAll(caller.get());
        }
        return taken.count()
                + " "
                + (System.nanoTime() - startNanos)
                + " "
                + (processBean.getProcessCpuTime() - cpuNanos)
                + " "
                + (allocatedBytes() - bytes)
                + " "
                + taken.percentileNanos(99);
    }

    private static Durations callUntil(Callable<Boolean> call, long endNanos) throws Exception {
        Durations taken = new Durations();
        for (long now = System.nanoTime(); now - endNanos < 0; ) {
            if (!call.call()) {
                throw new IllegalStateException("not answered as expected");
            }
            long after = System.nanoTime();
            taken.add(after - now);
            now = after;
        }
        return taken;
    }

    /** Of all threads that live; none ends while a benchmark runs. */
    private long allocatedBytes() {
        return Arrays.stream(threadBean.getThreadAllocatedBytes(threadBean.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
