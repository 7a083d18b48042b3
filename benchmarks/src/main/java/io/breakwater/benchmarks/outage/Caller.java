package io.breakwater.benchmarks.outage;

import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that is called 350 times a second, whatever happened to the calls before, and calls the backend each
 * time. A call that finds none of the 400 threads free is lost. Times are milliseconds since the run began.
 *
 * <p>Prints, at its end, a line for each call ({@code call <due> <ok|failed|lost>}) and for each look at the threads
 * ({@code busy <when> <count>}, {@code asleep <when> <count>}).
 */
final class Caller {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Strategy strategy;
    private final long beginMillis;
    private final AtomicInteger busy = new AtomicInteger();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            Plan.CALLER_THREADS,
            Plan.CALLER_THREADS,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(task, ThreadWatch.CALLER_NAME));

    private Caller(Strategy strategy, long beginMillis) {
        this.strategy = strategy;
        this.beginMillis = beginMillis;
    }

    /** Arguments: the port, the strategy, the epoch millisecond at which the run begins. */
    public static void main(String[] args) throws InterruptedException {
        Strategy plain = Strategy.plain(Integer.parseInt(args[0]));
        Caller caller = new Caller(strategy(args[1], plain), Long.parseLong(args[2]));
        caller.run();
    }

    private static Strategy strategy(String name, Strategy plain) {
        switch (name) {
            case "immediate":
                return Strategy.immediateRetries(plain);
            case "resilience4j":
                return new Resilience4jStrategy(plain);
            default:
                return plain;
        }
    }

    private void run() throws InterruptedException {
        threads.prestartAllCoreThreads();
        ThreadWatch watch = new ThreadWatch(beginMillis, busy::get, lines::add);
        watch.start();
        callAtRandom(new Random(Plan.SEED));
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        watch.end();
        lines.forEach(System.out::println);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Arrivals of many who do not know of each other: the gaps are exponentially distributed. */
    private void callAtRandom(Random random) {
        double dueMillis = -Plan.WARM_UP_MILLIS;
        while (dueMillis < Plan.END_MILLIS) {
            waitUntil(beginMillis + (long) dueMillis);
            begin((long) Math.floor(dueMillis));
            dueMillis -= Math.log(1 - random.nextDouble()) * MILLIS_PER_SECOND / Plan.rate(dueMillis);
        }
    }

    private static void waitUntil(long epochMillis) {
        for (long left = epochMillis - System.currentTimeMillis();
                left > 0;
                left = epochMillis - System.currentTimeMillis()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
        }
    }

    private void begin(long dueMillis) {
        try {
            threads.execute(() -> call(dueMillis));
        } catch (RejectedExecutionException nobodyFree) {
            lines.add("call " + dueMillis + " lost");
        }
    }

    private void call(long dueMillis) {
        busy.incrementAndGet();
        boolean ok;
        try {
            ok = strategy.call();
        } catch (Exception failed) {
            ok = false;
        }
        busy.decrementAndGet();
        lines.add("call " + dueMillis + (ok ? " ok" : " failed"));
    }
}
