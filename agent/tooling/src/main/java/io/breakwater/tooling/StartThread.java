package io.breakwater.tooling;

/**
 * Has the engine built a moment after the start, if no call asked for it before: a server that makes no call yet still
 * hears of a broken configuration. Ends then.
 *
 * <p>Thread-safety: a daemon thread with nothing of the application in it.
 */
final class StartThread extends Thread {
    private static final long DELAY_MILLIS = 500;

    private final EngineStart engines;
    private final LoadingGate gate;
    private final AgentLog log;
    private final boolean hasBadFile;

    /** @param hasBadFile true to start at once, because there is something to tell */
    StartThread(EngineStart engines, LoadingGate gate, AgentLog log, boolean hasBadFile) {
        super("breakwater-start");
        this.engines = engines;
        this.gate = gate;
        this.log = log;
        this.hasBadFile = hasBadFile;
        setDaemon(true);
        setContextClassLoader(null);
    }

    @Override
    public void run() {
        try {
            if (!hasBadFile) {
                Thread.sleep(DELAY_MILLIS);
            }
            if (gate.tryEnter()) {
                try {
                    engines.engine();
                } finally {
                    gate.leave();
                }
            }
        } catch (InterruptedException uninstalled) {
            return;
        } catch (Throwable bug) {
            log.warn("the engine cannot be built: " + bug);
        }
    }
}
