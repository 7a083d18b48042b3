package io.breakwater.instrumentation.scenario;

import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.context.ThreadContext;
import io.breakwater.instrumentation.kit.Waiting;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A blocking call in a thread of its own, which works for whom the thread works that started it. Thread-safe. */
public final class BlockingThread implements ClientForm.RunningCall {
    private static final Set<String> WAITS =
            new HashSet<>(Arrays.asList("socketRead0", "poll", "read0", "park", "wait", "wait0"));

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final Runnable onCancel;
    private volatile CallResult result;
    private volatile Throwable failure;
    private volatile boolean interrupted;

    private BlockingThread(Callable<CallResult> call, Runnable onCancel) {
        this.onCancel = onCancel;
        CallerContext context = new ThreadContext();
        Object caller = context.capture(BlockingThread.class);
        this.thread = new Thread(
                () -> {
                    try (Scope scope = context.restore(caller, null, BlockingThread.class)) {
                        run(call);
                    }
                },
                "blocking-call");
        thread.setDaemon(true);
    }

    /** @param onCancel what an application does to end such a call early */
    public static BlockingThread start(Callable<CallResult> call, Runnable onCancel) {
        BlockingThread started = new BlockingThread(call, onCancel);
        started.thread.start();
        return started;
    }

    private void run(Callable<CallResult> call) {
        try {
            result = call.call();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            interrupted = Thread.interrupted();
            ended.countDown();
        }
    }

    @Override
    public CallResult await() throws Exception {
        if (!ended.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no end of the call in 20 s, in " + Arrays.toString(thread.getStackTrace()));
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return result;
    }

    @Override
    public void cancel() {
        onCancel.run();
    }

    /** Waits until the thread waits: what a client makes of an interruption on the way there is a matter of chance. */
    @Override
    public void interrupt() {
        Waiting.until(() -> !thread.isAlive() || isWaiting(thread.getStackTrace()));
        thread.interrupt();
    }

    /** In the kernel, for an answer or for another thread; a busy machine stops threads in other native methods as well. */
    private static boolean isWaiting(StackTraceElement[] stack) {
        return stack.length > 0 && WAITS.contains(stack[0].getMethodName());
    }

    @Override
    public boolean leftInterrupted() {
        return interrupted;
    }
}
