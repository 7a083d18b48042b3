package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import javax.management.MBeanServerFactory;

/**
 * Calls an address again and again, until the answer is 410, or for most of a minute. Prints how many MBean servers there
 * were before the first call and after it, and {@code gone}.
 *
 * <p>Arguments: the address.
 */
public final class CallUntilGone {
    private static final int GONE = 410;
    private static final int MOST_CALLS = 250;
    private static final long PAUSE_MILLIS = 200;

    private CallUntilGone() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(MBeanServerFactory.findMBeanServer(null).size() + " MBean servers before");
        int status = call(args[0]);
        System.out.println(MBeanServerFactory.findMBeanServer(null).size() + " MBean servers after the first call");
        for (int call = 1; call < MOST_CALLS && status != GONE; call++) {
            Thread.sleep(PAUSE_MILLIS);
            status = call(args[0]);
        }
        System.out.println(status == GONE ? "gone" : "still there");
    }

    @SuppressWarnings("deprecation") // The constructor of URL is the only way on Java 8 that needs no URI.
    private static int call(String address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
