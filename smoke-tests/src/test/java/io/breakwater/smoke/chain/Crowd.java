package io.breakwater.smoke.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many customers at once, each of whom orders again when the answer has come. Thread-safety: confined to one thread. */
final class Crowd implements AutoCloseable {
    private final Customer customer;
    private final int size;
    private final ExecutorService threads;

    Crowd(Service service, int size) {
        this.customer = new Customer(service);
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** What one of them does, told how many orders there were before it. */
    @FunctionalInterface
    interface Order {
        Customer.Answer place(Customer customer, int number) throws Exception;
    }

    /** So many orders in all. Returns how many there were of each status. */
    Map<Integer, Integer> orders(int count, Order order) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Map<Integer, Integer> statuses = new TreeMap<>();
        all(() -> {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                int status = order.place(customer, number).status();
                synchronized (statuses) {
                    statuses.merge(status, 1, Integer::sum);
                }
            }
        });
        return statuses;
    }

    /** For so long, with nothing special. Returns the orders that were answered with 200 in each second. */
    double throughput(long seconds) throws Exception {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        AtomicLong answered = new AtomicLong();
        all(() -> {
            while (System.nanoTime() - endNanos < 0) {
                if (customer.order("sleep=0").status() == 200) {
                    answered.incrementAndGet();
                }
            }
        });
        return (double) answered.get() / seconds;
    }

    private interface Work {
        void run() throws Exception;
    }

    private void all(Work work) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            running.add(threads.submit(() -> {
                work.run();
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
