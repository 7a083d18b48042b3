package io.breakwater.smoke.apps;

import io.breakwater.smoke.clients.Fetcher;
import io.breakwater.smoke.clients.NamedClients;

/**
 * Makes one call with each client that is named, and prints the status or the exception.
 *
 * <p>Arguments: names as in {@link NamedClients}, each followed by an address.
 */
public final class NamedFetch {
    private NamedFetch() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < args.length; i += 2) {
            try (Fetcher fetcher = NamedClients.open(args[i])) {
                System.out.println(args[i] + " " + outcome(fetcher, args[i + 1]));
            }
        }
    }

    private static String outcome(Fetcher fetcher, String address) {
        try {
            return Integer.toString(fetcher.get(address));
        } catch (Exception e) {
            return e.getClass().getName();
        }
    }
}
