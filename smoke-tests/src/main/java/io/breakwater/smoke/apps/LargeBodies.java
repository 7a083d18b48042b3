package io.breakwater.smoke.apps;

import io.breakwater.smoke.streams.NamedStreamers;
import io.breakwater.smoke.streams.Streamer;
import java.io.IOException;
import java.util.Arrays;

/**
 * With each client that is named, sends a large body and reads one, and keeps neither. Prints a line for each client: the
 * status of the first call or the exception, and how many bytes came with the second.
 *
 * <p>Arguments: the address of the first call, that of the second or {@code -} for none, how many bytes to send, names as
 * in {@link NamedStreamers}.
 */
public final class LargeBodies {
    private LargeBodies() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        long bytes = Long.parseLong(args[2]);
        for (String name : Arrays.asList(args).subList(3, args.length)) {
            try (Streamer streamer = NamedStreamers.open(name)) {
                System.out.println(name + ": " + sent(streamer, args[0] + name, bytes)
                        + (args[1].equals("-") ? "" : ", " + streamer.download(args[1] + name)));
            }
        }
    }

    /** What an application catches, for which a subtype is as good. */
    private static String sent(Streamer streamer, String url, long bytes) throws Exception {
        try {
            return Integer.toString(streamer.upload(url, bytes));
        } catch (IOException e) {
            return "IOException";
        }
    }
}
