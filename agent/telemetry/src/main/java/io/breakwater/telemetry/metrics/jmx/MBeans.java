package io.breakwater.telemetry.metrics.jmx;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.Closeable;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * One MBean for the agent and one for each destination, in the platform's MBean server.
 *
 * <p>That server is not there before somebody asks for it. To ask takes time, and fixes for good which log manager and
 * which kind of MBean server the process has, which an application server may want to decide: see {@link #isWelcome}.
 *
 * <p>Loaded by: the agent's loader, and only where MBeans are wanted, because an image made by jlink may lack the module
 * {@code java.management}. Thread-safety: thread-safe.
 */
public final class MBeans implements Closeable {
    /** Properties that name a class of the application which the platform's MBean server would load. */
    private static final String[] OWN_WAYS = {"java.util.logging.manager", "javax.management.builder.initial"};

    private final RecentValues values;
    private final MBeanServer server;
    private final Set<ObjectName> known = new HashSet<>();
    private final Set<ObjectName> registered = new LinkedHashSet<>();

    /**
     * @param server to register with
     * @param time for the age of a reading
     */
    public MBeans(MBeanServer server, Metrics metrics, TimeSource time) {
        this.server = server;
        this.values = new RecentValues(metrics, time);
    }

    /**
     * With the platform's MBean server, which is made if it is not there. To be called when {@link #isWelcome}, by a thread
     * of the agent.
     */
    public static MBeans ofPlatform(Metrics metrics, TimeSource time) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Builders of MBean servers and log managers are looked for in here.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return new MBeans(ManagementFactory.getPlatformMBeanServer(), metrics, time);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** False while an application that has its own ways of logging or of managing has not made its MBean server yet. */
    public static boolean isWelcome() {
        for (String property : OWN_WAYS) {
            if (System.getProperty(property) != null) {
                return !MBeanServerFactory.findMBeanServer(null).isEmpty();
            }
        }
        return true;
    }

    /**
     * Registers the agent, and the destinations that are new since the last time.
     *
     * @throws JMException if one cannot be registered; it is not tried again
     */
    public synchronized void update() throws JMException {
        register(new ObjectName("io.breakwater:type=Agent"), AgentMXBean.class, new AgentBean(values));
        for (String host : values.get().byHost.keySet()) {
            ObjectName name = new ObjectName("io.breakwater:type=Destination,name=" + ObjectName.quote(host));
            register(name, DestinationMXBean.class, new DestinationBean(host, values));
        }
    }

    private <T> void register(ObjectName name, Class<T> type, T bean) throws JMException {
        if (!known.contains(name)) {
            known.add(name);
            server.registerMBean(new StandardMBean(bean, type, true), name);
            registered.add(name);
        }
    }

    /** Takes them away again. */
    @Override
    public synchronized void close() {
        for (ObjectName name : registered) {
            try {
                server.unregisterMBean(name);
            } catch (JMException | RuntimeException gone) {
                // Somebody else has taken it away, or has the name.
            }
        }
        registered.clear();
    }
}
