package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forty-nine threads call one address again and again until it answers 410, and a fiftieth calls an address that is broken.
 * Prints how many calls of the first succeeded and failed, how many of the second had an answer, and the live heap after
 * two seconds and at the end.
 *
 * <p>Arguments: the good address, the broken one.
 */
public final class FiftyCallers {
    private static final int GONE = 410;
    private static final int CALLERS = 49;
    private static final long PAUSE_MILLIS = 20;

    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean gone;

    private FiftyCallers() {}

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        new FiftyCallers().run(args[0], args[1]);
    }

    private void run(String good, String broken) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            threads.add(new Thread(() -> callGood(good)));
        }
        threads.add(new Thread(() -> callBroken(broken)));
        threads.forEach(Thread::start);
        Thread.sleep(2000);
        long before = liveKib();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("succeeded " + succeeded);
        System.out.println("failed " + failed);
        System.out.println("answered by the broken one " + answered);
        System.out.println("live KiB " + before + " " + liveKib());
    }

    private void callGood(String address) {
        while (!gone) {
            try {
                int status = status(address);
                gone |= status == GONE;
                (status == 200 || status == GONE ? succeeded : failed).incrementAndGet();
            } catch (IOException e) {
                failed.incrementAndGet();
            }
            pause();
        }
    }

    private void callBroken(String address) {
        while (!gone) {
            try {
                status(address);
                answered.incrementAndGet();
            } catch (IOException refused) {
                // As it should be.
            }
            pause();
        }
    }

    @SuppressWarnings("deprecation") // The constructor of URL is the only way on Java 8 that needs no URI.
    private static int status(String address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
        int status = connection.getResponseCode();
        if (status < 400) {
            connection.getInputStream().close();
        }
        return status;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long liveKib() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, (runtime.totalMemory() - runtime.freeMemory()) / 1024);
        }
        return least;
    }
}
