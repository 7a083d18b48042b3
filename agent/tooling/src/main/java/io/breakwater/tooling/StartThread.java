package io.breakwater.tooling;

import io.breakwater.engine.Engine;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.TimeUnit;

/**
 * Has the engine built a moment after the start, if no call asked for it before: a server that makes no call yet still
 * hears of a broken configuration. Before and after that it writes the log, and every few seconds looks after those who
 * read our metrics.
 *
 * <p>Thread-safety: a daemon thread with nothing of the application in it.
 */
final class StartThread extends Thread {
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** By then, what is used of the classes that the configuration names has been loaded as a rule: pools fill at the start. */
    private static final long TICKS_TO_NAMES = TimeUnit.MINUTES.toNanos(1) / TICK_NANOS;

    private final EngineStart engines;
    private final ControlStart control;
    private final LoadingGate gate;
    private final NamedClasses named;
    private final AgentLog log;
    private final Runnable publish;
    private final boolean atOnce;

    /**
     * @param publish what is in force, so that it can be read from outside; run now and then
     * @param atOnce true to start at once, because there is something to tell, or somebody waits to hear of it
     */
    StartThread(
            EngineStart engines,
            ControlStart control,
            LoadingGate gate,
            NamedClasses named,
            AgentLog log,
            Runnable publish,
            boolean atOnce) {
        super("breakwater-log");
        this.engines = engines;
        this.control = control;
        this.gate = gate;
        this.named = named;
        this.log = log;
        this.publish = publish;
        this.atOnce = atOnce;
        setDaemon(true);
        setContextClassLoader(null);
    }

    @Override
    public void run() {
        try {
            log.writeFor(atOnce ? 0 : DELAY_NANOS);
            buildEngine();
            AccessController.doPrivileged(new Publishing());
            for (long ticks = 1; true; ticks++) {
                writeForOneTick();
                AccessController.doPrivileged(new Ticking());
                if (ticks == TICKS_TO_NAMES) {
                    named.tellMissing();
                }
            }
        } catch (InterruptedException uninstalled) {
            log.flush();
        }
    }

    /** Writes the log until the next tick, and looks more often whether somebody wants in while that is likely. */
    private void writeForOneTick() throws InterruptedException {
        long startNanos = System.nanoTime();
        long leftNanos = TICK_NANOS;
        while (leftNanos > 0) {
            log.writeFor(control.patienceNanos(leftNanos));
            AccessController.doPrivileged(new Looking());
            leftNanos = TICK_NANOS - (System.nanoTime() - startNanos);
        }
    }

    /** Unless it is there, or somebody else is about to. */
    void buildEngine() {
        if (!gate.tryEnter()) {
            return;
        }
        try {
            // A security manager may be there by now, and asks for the rights of whoever started this thread.
            AccessController.doPrivileged(new Building());
        } catch (Throwable bug) {
            log.warn("the engine cannot be built: " + bug);
        } finally {
            gate.leave();
        }
    }

    /** {@link EngineStart#engine} with the agent's rights. */
    private final class Building implements PrivilegedAction<Engine> {
        @Override
        public Engine run() {
            return engines.engine();
        }
    }

    /** What others can read of us, with the agent's rights. */
    private final class Publishing implements PrivilegedAction<Boolean> {
        @Override
        public Boolean run() {
            publish.run();
            return true;
        }
    }

    /** {@link ControlStart#look} with the agent's rights. */
    private final class Looking implements PrivilegedAction<Boolean> {
        @Override
        public Boolean run() {
            control.look();
            return true;
        }
    }

    /** {@link EngineStart#tick} with the agent's rights. */
    private final class Ticking implements PrivilegedAction<Boolean> {
        @Override
        public Boolean run() {
            engines.tick();
            publish.run();
            return true;
        }
    }
}
