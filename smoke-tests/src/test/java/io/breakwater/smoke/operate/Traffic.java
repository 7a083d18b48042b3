package io.breakwater.smoke.operate;

import io.breakwater.smoke.chain.Customer;
import io.breakwater.smoke.chain.Service;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Customers who order again and again, and remember each answer. Thread-safety: thread-safe. */
final class Traffic implements Closeable {
    private static final long PAUSE_MILLIS = 20;

    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> customers = new ArrayList<>();
    private final List<Customer.Answer> answers = new ArrayList<>();

    Traffic(Service service, int size) {
        for (int i = 0; i < size; i++) {
            Thread customer = new Thread(() -> order(new Customer(service)), "customer");
            customer.setDaemon(true);
            customer.start();
            customers.add(customer);
        }
    }

    private void order(Customer customer) {
        try {
            while (!over.get()) {
                Customer.Answer answer = customer.order("sleep=0");
                synchronized (answers) {
                    answers.add(answer);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException gone) {
            // The service is being ended.
        }
    }

    /** What came back since the last time. */
    Period period() {
        synchronized (answers) {
            Period period = new Period(answers);
            answers.clear();
            return period;
        }
    }

    @Override
    public void close() {
        over.set(true);
        customers.forEach(Thread::interrupt);
    }
}
