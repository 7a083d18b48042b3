package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.time.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaemonTimerTest {
    private static final InheritableThreadLocal<String> OF_THE_APPLICATION = new InheritableThreadLocal<>();

    private final DaemonTimer timer = new DaemonTimer();
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        timer.close();
        OF_THE_APPLICATION.remove();
    }

    @Test
    void tasks_run_on_one_daemon_thread_with_nothing_of_the_application_in_it() throws Exception {
        OF_THE_APPLICATION.set("leak");

        timer.schedule(0, () -> {
            Thread thread = Thread.currentThread();
            ran.add(thread.getName() + " " + thread.isDaemon() + " " + thread.getContextClassLoader() + " "
                    + OF_THE_APPLICATION.get());
        });

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("breakwater-timer true null null");
    }

    @Test
    void a_cancelled_task_does_not_run() throws Exception {
        Timer.Handle cancelled = timer.schedule(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.add("cancelled"));
        cancelled.cancel();

        timer.schedule(TimeUnit.MILLISECONDS.toNanos(40), () -> ran.add("later"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("later");
    }

    @Test
    void a_task_that_fails_does_not_stop_the_timer() throws Exception {
        timer.schedule(0, () -> {
            throw new IllegalStateException("a bug");
        });

        timer.schedule(0, () -> ran.add("next"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
    }
}
