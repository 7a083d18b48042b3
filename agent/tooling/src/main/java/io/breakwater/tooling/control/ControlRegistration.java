package io.breakwater.tooling.control;

import java.io.Closeable;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The MBean in the MBean server of the platform.
 *
 * <p>Loaded by: the agent's loader, once somebody uses JMX: the module {@code java.management} may be missing.
 * Thread-safety: immutable.
 */
final class ControlRegistration implements Closeable {
    private final MBeanServer server;
    private final ObjectName name;

    private ControlRegistration(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /** Null if that server is not there yet; it is not made. */
    static @Nullable Closeable tryRegister(AgentControl control) throws JMException {
        ObjectName ofPlatform = new ObjectName("java.lang:type=Runtime");
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            if (server.isRegistered(ofPlatform)) {
                ObjectName name = new ObjectName(ControlMXBean.NAME);
                server.registerMBean(new DescribedBean(new ControlBean(control)), name);
                return new ControlRegistration(server, name);
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException | MBeanRegistrationException gone) {
            // Somebody else has taken it away.
        }
    }
}
