package io.breakwater.benchmarks.throughput;

import io.breakwater.benchmarks.turns.CallLoop;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Callers of an HTTP client. */
final class Callers {
    private Callers() {}

    /** Arguments: the client, the port, the number of callers. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int callers = Integer.parseInt(args[2]);
        URI uri = URI.create("http://localhost:" + args[1] + "/items?page=1");
        Callable<Integer> client = Client.of(args[0], uri, callers);
        CallLoop.run(Collections.nCopies(callers, () -> client.call() == 200));
    }
}
