package io.breakwater.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The two ways to drive a call. One script goes through both. */
enum Runner {
    BLOCKING {
        @Override
        Ending run(World world, Guard guard, ScriptedCall call) {
            long start = world.millis();
            try {
                return new Ending(BlockingRunner.run(guard, call.blocking()), null, world.millis() - start);
            } catch (Throwable thrown) {
                return new Ending(null, thrown, world.millis() - start);
            }
        }
    },
    ASYNC {
        @Override
        Ending run(World world, Guard guard, ScriptedCall call) {
            long start = world.millis();
            CompletableFuture<Answer> future;
            try {
                future = AsyncRunner.run(guard, call.async());
            } catch (Throwable thrown) {
                return new Ending(null, thrown, world.millis() - start);
            }
            return world.await(future, start);
        }
    };

    /** Makes the call, and moves the time on until it has ended. */
    abstract Ending run(World world, Guard guard, ScriptedCall call);

    Ending run(World world, ScriptedCall call) {
        return run(world, world.guard(), call);
    }

    /** What {@link #run} of the asynchronous runner does after the call has begun. */
    static Ending await(World world, CompletableFuture<Answer> future, long startMillis) {
        CountDownLatch done = new CountDownLatch(1);
        Ending[] ending = new Ending[1];
        CompletableFuture<Answer> unused =
                future.whenComplete((@Nullable Answer answer, @Nullable Throwable thrown) -> {
                    ending[0] = new Ending(answer, thrown, world.millis() - startMillis);
                    done.countDown();
                });
        try {
            if (!world.time.await(done, 3_600_000_000_000L)) {
                throw new AssertionError("the call has not ended within an hour");
            }
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
        return ending[0];
    }
}
