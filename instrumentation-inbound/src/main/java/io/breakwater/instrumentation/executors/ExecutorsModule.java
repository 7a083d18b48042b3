package io.breakwater.instrumentation.executors;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where tasks are handed to the JDK's executors, and where the tasks that the JDK makes of them are run. */
public final class ExecutorsModule implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.executors.";
    private static final String CONCURRENT = "java.util.concurrent.";
    private static final String POOL = CONCURRENT + "ThreadPoolExecutor";
    private static final String FORK_JOIN = CONCURRENT + "ForkJoinPool";
    private static final String PER_TASK = CONCURRENT + "ThreadPerTaskExecutor";
    private static final String COMPLETION = CONCURRENT + "CompletableFuture$";
    private static final String RUNNABLE = "(Ljava/lang/Runnable;)V";
    private static final String CALLABLE = "(Ljava/util/concurrent/Callable;)";

    @Override
    public String name() {
        return "Executors of the JDK (deadline.across-executors)";
    }

    @Override
    public String versions() {
        return "the JDK's, 8 to 25";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "Nothing of this is woven unless deadline.across-executors is true when the application starts; and where"
                        + " OpenTelemetry carries its context to other threads, it is not needed.",
                "Carried is what is given to submit and invokeAll of a ThreadPoolExecutor, to execute and submit of a"
                        + " ForkJoinPool and of a thread per task (virtual threads), and to the asynchronous methods of"
                        + " CompletableFuture over these; of a ScheduledThreadPoolExecutor what is to run at once.",
                "What is given to execute of a ThreadPoolExecutor is carried if it is a lambda or an anonymous Runnable, and"
                        + " the executor is a plain one: of that very class, with a queue of the JDK's that does not sort and"
                        + " one of the JDK's own handlers of rejections. Such a task is wrapped while it is queued, which"
                        + " remove and shutdownNow do not show; getQueue does.",
                "Not carried: what is scheduled for later or again and again, tasks of an application's own ForkJoinTask,"
                        + " parallel streams, invokeAll of a ForkJoinPool, and executors of other libraries that do not hand"
                        + " on to one of these.",
                "Whatever a request hands to an executor gets its deadline, also what is meant to outlive the request: a"
                        + " connection pool that is filled on demand, for instance, fills by the time that the request has"
                        + " left.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Collections.emptyList();
    }

    @Override
    public List<JoinPoint> joinPointsAcrossExecutors() {
        return Arrays.asList(
                JoinPoint.of(POOL, "execute", RUNNABLE, PACKAGE + "PoolExecuteAdapter"),
                JoinPoint.of(POOL, "remove", "(Ljava/lang/Runnable;)Z", PACKAGE + "PoolRemoveAdapter"),
                JoinPoint.of(POOL, "shutdownNow", "()Ljava/util/List;", PACKAGE + "PoolShutdownAdapter"),
                JoinPoint.of(
                        CONCURRENT + "ScheduledThreadPoolExecutor",
                        "delayedExecute",
                        "(Ljava/util/concurrent/RunnableScheduledFuture;)V",
                        PACKAGE + "ImmediateTaskAdapter"),
                JoinPoint.of(FORK_JOIN, "execute", RUNNABLE, PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(FORK_JOIN, "submit", submit("(Ljava/lang/Runnable;)"), PACKAGE + "SubmitAdapter"),
                JoinPoint.of(
                        FORK_JOIN,
                        "submit",
                        submit("(Ljava/lang/Runnable;Ljava/lang/Object;)"),
                        PACKAGE + "SubmitAdapter"),
                JoinPoint.of(FORK_JOIN, "submit", submit(CALLABLE), PACKAGE + "SubmitAdapter"),
                JoinPoint.of(PER_TASK, "execute", RUNNABLE, PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(PER_TASK, "submit", CALLABLE + "Ljava/util/concurrent/Future;", PACKAGE + "SubmitAdapter"),
                JoinPoint.of(
                        PER_TASK,
                        "submit",
                        "(Ljava/lang/Runnable;)Ljava/util/concurrent/Future;",
                        PACKAGE + "SubmitAdapter"),
                JoinPoint.of(
                        PER_TASK,
                        "submit",
                        "(Ljava/lang/Runnable;Ljava/lang/Object;)Ljava/util/concurrent/Future;",
                        PACKAGE + "SubmitAdapter"),
                JoinPoint.of(COMPLETION + "ThreadPerTaskExecutor", "execute", RUNNABLE, PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(CONCURRENT + "FutureTask", "run", "()V", PACKAGE + "RunAdapter"),
                JoinPoint.of(COMPLETION + "AsyncRun", "run", "()V", PACKAGE + "RunAdapter"),
                JoinPoint.of(COMPLETION + "AsyncSupply", "run", "()V", PACKAGE + "RunAdapter"),
                JoinPoint.of(COMPLETION + "Completion", "run", "()V", PACKAGE + "RunAdapter"),
                JoinPoint.of(COMPLETION + "Completion", "exec", "()Z", PACKAGE + "ExecAdapter"));
    }

    private static String submit(String arguments) {
        return arguments + "Ljava/util/concurrent/ForkJoinTask;";
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
