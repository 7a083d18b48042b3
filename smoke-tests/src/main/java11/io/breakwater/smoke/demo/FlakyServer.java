package io.breakwater.smoke.demo;

import io.breakwater.smoke.server.MisbehavingServer;
import java.io.IOException;

/**
 * The server of the demo, in a JVM of its own. Prints its port, then a line for each request for a price: when it arrived (epoch
 * milliseconds) and how it is answered. Ends when its standard input does, and so never outlives the demo.
 */
final class FlakyServer {
    private FlakyServer() {}

    /** Arguments: seconds of the run. */
    public static void main(String[] args) throws IOException {
        Plan plan = new Plan(Integer.parseInt(args[0]));
        try (MisbehavingServer server = MisbehavingServer.start(new OutageScript(plan), (request, answer) -> {
            if (request.target().equals("/price")) {
                System.out.println(request.arrivedMillis() + " " + answer);
            }
        })) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                // Nothing is said to this program; only the end matters.
            }
        }
    }
}
