package io.breakwater.engine;

/**
 * A daemon thread of the agent's own that talks to others: what it calls is nobody's call, and no policy holds for it.
 * Otherwise a collector of traces that is down would open a breaker, which would be told to the collector.
 *
 * <p>It has no context class loader, so that it keeps no application alive.
 */
public class OwnThread extends Thread {

    public OwnThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
        setContextClassLoader(null);
    }
}
