package io.breakwater.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
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
final class Callers {
    private final Callable<Integer> call;
    private final int callers;
    private final ExecutorService threads;
    private final ThreadMXBean threadBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean processBean =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Callers(Callable<Integer> call, int callers) {
        this.call = call;
        this.callers = callers;
        this.threads = Executors.newFixedThreadPool(callers);
    }

    /** Arguments: the client, the port, the number of callers. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int callers = Integer.parseInt(args[2]);
        URI uri = URI.create("http://localhost:" + args[1] + "/items?page=1");
        Callers application = new Callers(Client.of(args[0], uri, callers), callers);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(application.callFor(Long.parseLong(line) * 1_000_000));
        }
        Runtime.getRuntime().halt(0);
    }

    private String callFor(long nanos) throws InterruptedException, ExecutionException {
        long bytes = allocatedBytes();
        long cpuNanos = processBean.getProcessCpuTime();
        long startNanos = System.nanoTime();
        List<Future<long[]>> running = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            running.add(threads.submit(() -> callUntil(startNanos + nanos)));
        }
        List<long[]> taken = new ArrayList<>();
        for (Future<long[]> caller : running) {
            taken.add(caller.get());
        }
        long[] sorted = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return sorted.length
                + " "
                + (System.nanoTime() - startNanos)
                + " "
                + (processBean.getProcessCpuTime() - cpuNanos)
                + " "
                + (allocatedBytes() - bytes)
                + " "
                + sorted[(int) (sorted.length * 0.99)];
    }

    private long[] callUntil(long endNanos) throws Exception {
        long[] taken = new long[1024];
        int count = 0;
        for (long now = System.nanoTime(); now - endNanos < 0; ) {
            if (call.call() != 200) {
                throw new IllegalStateException("not answered as expected");
            }
            long after = System.nanoTime();
            if (count == taken.length) {
                taken = Arrays.copyOf(taken, count * 2);
            }
            taken[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(taken, count);
    }

    /** Of all threads that live; none ends while a benchmark runs. */
    private long allocatedBytes() {
        return Arrays.stream(threadBean.getThreadAllocatedBytes(threadBean.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
