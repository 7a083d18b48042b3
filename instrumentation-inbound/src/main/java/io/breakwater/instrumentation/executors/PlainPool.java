package io.breakwater.instrumentation.executors;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Where a task may be wrapped in the queue of a {@link ThreadPoolExecutor}: where no code of the application's, nor a queue
 * that compares, meets it before it runs; and where it is of a class that no code can ask for by its name.
 *
 * <p>Thread-safety: stateless.
 */
final class PlainPool {
    private static final Set<Class<?>> QUEUES = new HashSet<>(Arrays.asList(
            ArrayBlockingQueue.class,
            LinkedBlockingDeque.class,
            LinkedBlockingQueue.class,
            LinkedTransferQueue.class,
            SynchronousQueue.class));

    private static final Set<Class<?>> HANDLERS = new HashSet<>(Arrays.asList(
            ThreadPoolExecutor.AbortPolicy.class,
            ThreadPoolExecutor.CallerRunsPolicy.class,
            ThreadPoolExecutor.DiscardOldestPolicy.class,
            ThreadPoolExecutor.DiscardPolicy.class));

    private static final ClassValue<Boolean> NAMELESS = new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isNameless(type);
        }
    };

    private PlainPool() {}

    /** True if nobody but the executor sees what waits in it, unless it asks for the queue. */
    static boolean isPlain(ThreadPoolExecutor pool) {
        return pool.getClass() == ThreadPoolExecutor.class
                && QUEUES.contains(pool.getQueue().getClass())
                && HANDLERS.contains(pool.getRejectedExecutionHandler().getClass());
    }

    /** True of lambdas and anonymous classes that are a {@link Runnable} and nothing else. */
    static boolean isNameless(Runnable task) {
        return NAMELESS.get(task.getClass());
    }

    private static boolean isNameless(Class<?> type) {
        try {
            Class<?>[] interfaces = type.getInterfaces();
            return type.getSuperclass() == Object.class
                    && interfaces.length == 1
                    && interfaces[0] == Runnable.class
                    && !Modifier.isPublic(type.getModifiers())
                    && (type.isSynthetic() || type.isAnonymousClass());
        } catch (LinkageError incomplete) {
            return false;
        }
    }
}
