package io.breakwater.smoke.streams;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The end of an asynchronous call, for a program that has nothing else to do meanwhile. */
final class Awaited {
    private Awaited() {}

    static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
        }
    }
}
