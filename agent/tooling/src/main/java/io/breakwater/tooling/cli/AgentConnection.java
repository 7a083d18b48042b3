package io.breakwater.tooling.cli;

import java.io.Closeable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * The control of an agent in another JVM, through the JDK's own local connector of JMX. It is started by way of the attach
 * API, listens to this machine alone, and stays; nothing of ours is loaded for it.
 *
 * <p>Thread-safety: confined to one thread. Errors: {@link AttachFailure}, with words for people. Time: each question is
 * given up after 20 s.
 */
final class AgentConnection implements Closeable {
    private static final String CONTROL = "io.breakwater:type=Control";
    private static final long QUESTION_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** The agent looks every 50 ms for JMX once it is there; a busy machine takes longer. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long LOOK_MILLIS = 25;
    private static final String HAS_LEFT = ": Breakwater has left that process";

    private final long pid;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final ObjectName control;

    private AgentConnection(long pid, JMXConnector connector, MBeanServerConnection beans, ObjectName control) {
        this.pid = pid;
        this.connector = connector;
        this.beans = beans;
        this.control = control;
    }

    /**
     * Connects.
     *
     * @param pid of the JVM, or null for the only one with an agent
     */
    static AgentConnection open(@Nullable Long pid) throws AttachFailure {
        AttachApi api = AttachApi.find();
        long chosen = pid == null ? AgentProcesses.only(api) : pid;
        AgentProcesses.requireAgent(chosen);
        String address;
        try (TargetJvm target = api.attach(chosen)) {
            if (AgentReport.of(target.agentProperties()).hasLeft()) {
                throw new AttachFailure(chosen + HAS_LEFT);
            }
            address = target.startLocalManagementAgent();
        }
        return connect(chosen, address);
    }

    @SuppressWarnings("BanJNDI") // an address of this machine that the JDK has just given us
    private static AgentConnection connect(long pid, String address) throws AttachFailure {
        return ask(pid, () -> {
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            ObjectName control = new ObjectName(CONTROL);
            long startNanos = System.nanoTime();
            while (!beans.isRegistered(control)) {
                if (System.nanoTime() - startNanos > PATIENCE_NANOS) {
                    connector.close();
                    throw new AttachFailure(pid + ": no Breakwater answers there. It is not in that process (attach "
                            + pid
                            + " puts it there), it is switched off by breakwater.enabled, or it is another version"
                            + " that has no control");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return new AgentConnection(pid, connector, beans, control);
        });
    }

    long pid() {
        return pid;
    }

    /**
     * Runs an operation that takes texts and numbers and returns a text.
     *
     * @throws IllegalArgumentException if the agent does not understand the arguments, with its words
     */
    String invoke(String operation, Object... arguments) throws AttachFailure {
        String[] types = new String[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Integer ? int.class.getName() : String.class.getName();
        }
        return ask(pid, () -> String.valueOf(beans.invoke(control, operation, arguments, types)));
    }

    private static <T> T ask(long pid, Callable<T> question) throws AttachFailure {
        try {
            return BoundedTime.call(question, QUESTION_NANOS);
        } catch (AttachFailure known) {
            throw known;
        } catch (RuntimeMBeanException refused) {
            RuntimeException cause = refused.getTargetException();
            if (cause instanceof IllegalArgumentException) {
                throw new IllegalArgumentException(cause.getMessage(), refused);
            }
            if (cause instanceof IllegalStateException) {
                throw new AttachFailure(pid + ": " + cause.getMessage(), refused); // it leaves
            }
            throw WhyNot.requestFails(ProcessFacts.of(pid), cause);
        } catch (InstanceNotFoundException gone) {
            throw new AttachFailure(pid + HAS_LEFT, gone);
        } catch (ReflectionException unknown) {
            throw new AttachFailure(
                    pid
                            + ": the Breakwater there is another version and does not know this. Use the command line of its jar",
                    unknown);
        } catch (ExecutionException linked) {
            throw new AttachFailure(
                    "the Java in " + System.getProperty("java.home") + " cannot use JMX: " + linked.getCause()
                            + ". Run this command with the bin/java of a full JDK",
                    linked);
        } catch (TimeoutException hangs) {
            throw WhyNot.hangs(ProcessFacts.of(pid), hangs);
        } catch (Exception failed) {
            throw WhyNot.requestFails(ProcessFacts.of(pid), failed);
        }
    }

    @Override
    public void close() {
        try {
            BoundedTime.call(
                    () -> {
                        connector.close();
                        return true;
                    },
                    QUESTION_NANOS);
        } catch (Exception gone) {
            // Then there is nothing to leave.
        }
    }
}
