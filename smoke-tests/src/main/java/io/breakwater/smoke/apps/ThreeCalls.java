package io.breakwater.smoke.apps;

import io.breakwater.smoke.clients.Fetcher;
import io.breakwater.smoke.clients.NamedClients;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.Arrays;

/**
 * Makes three calls with each client that is named: to a server that fails now and then, to a port where nobody listens,
 * and to a server that does not answer. Prints a line for each client, with the status or the exception of each call.
 *
 * <p>Arguments: the address of the server, the address of the closed port, names as in {@link NamedClients}.
 */
public final class ThreeCalls {
    private ThreeCalls() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        for (String name : Arrays.asList(args).subList(2, args.length)) {
            try (Fetcher fetcher = NamedClients.open(name)) {
                System.out.println(name + ": " + outcome(fetcher, args[0] + "/flaky/" + name) + ", "
                        + outcome(fetcher, args[1]) + ", " + outcome(fetcher, args[0] + "/stalled/" + name));
            }
        }
    }

    /** What an application catches, for which a subtype is as good. */
    private static String outcome(Fetcher fetcher, String url) {
        try {
            return Integer.toString(fetcher.get(url));
        } catch (ConnectException e) {
            return "ConnectException";
        } catch (InterruptedIOException e) {
            return "timeout";
        } catch (Exception e) {
            // Java 8 does not know this one.
            boolean timeout = e.getClass().getName().equals("java.net.http.HttpTimeoutException");
            return timeout ? "timeout" : String.valueOf(e);
        }
    }
}
