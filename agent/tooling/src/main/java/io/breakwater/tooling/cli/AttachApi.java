package io.breakwater.tooling.cli;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider.Accessor;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider.ForJ9Vm;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider.ForModularizedVm;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider.ForStandardToolsJarVm;
import org.jspecify.annotations.Nullable;

/**
 * The attach API of the JDK that this command line runs on, {@code com.sun.tools.attach}: in the module {@code jdk.attach},
 * or in {@code tools.jar} on Java 8. Byte Buddy knows where a JDK has it. By reflection, because on Java 8 it is on nobody's
 * class path.
 *
 * <p>Thread-safety: thread-safe. Errors: {@link AttachFailure}, with words for people. Time: bounded, also where the other
 * JVM hangs.
 */
final class AttachApi {
    /** The API itself gives up after 10 s, if the JVM has never been attached to; if it has, it may wait for ever. */
    private static final long ATTACH_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Class<?> virtualMachine;

    private AttachApi(Class<?> virtualMachine) {
        this.virtualMachine = virtualMachine;
    }

    /** @throws AttachFailure if this Java has none */
    static AttachApi find() throws AttachFailure {
        Accessor accessor = new AttachmentProvider.Compound(
                        ForModularizedVm.INSTANCE,
                        ForJ9Vm.INSTANCE,
                        ForStandardToolsJarVm.JVM_ROOT,
                        ForStandardToolsJarVm.JDK_ROOT,
                        ForStandardToolsJarVm.MACINTOSH)
                .attempt();
        if (!accessor.isAvailable()) {
            String home = System.getProperty("java.home");
            String missing = System.getProperty("java.specification.version").startsWith("1.")
                    ? "its tools.jar"
                    : "the module jdk.attach";
            throw new AttachFailure("the Java in " + home + " cannot attach to other JVMs: it lacks " + missing
                    + ". Run this command with the bin/java of a full JDK (not a JRE, not an image made by jlink without"
                    + " it); its version may differ from the application's, the newer one is the better choice");
        }
        return new AttachApi(accessor.getVirtualMachineType());
    }

    /**
     * Attaches to a JVM; {@link TargetJvm#close} MUST follow.
     *
     * @throws AttachFailure if that is not possible, after 20 s at the latest
     */
    TargetJvm attach(long pid) throws AttachFailure {
        ProcessFacts facts = ProcessFacts.of(pid);
        WhyNot.refuseBeforehand(facts);
        try {
            Object attached = BoundedTime.call(
                    () -> invoke(virtualMachine.getMethod("attach", String.class), null, Long.toString(pid)),
                    ATTACH_NANOS);
            return new TargetJvm(pid, virtualMachine, attached);
        } catch (TimeoutException hangs) {
            throw WhyNot.hangs(facts, hangs);
        } catch (Exception refused) {
            throw WhyNot.attachFails(facts, refused);
        }
    }

    /** The JVMs that this user may see, without this one, by id. None of them is touched. */
    List<RunningJvm> list() throws AttachFailure {
        List<RunningJvm> found = new ArrayList<>();
        try {
            for (Object descriptor : (List<?>) invoke(virtualMachine.getMethod("list"), null)) {
                String id = (String) invoke(descriptor.getClass().getMethod("id"), descriptor);
                String name = (String) invoke(descriptor.getClass().getMethod("displayName"), descriptor);
                RunningJvm jvm = RunningJvm.of(id, name);
                if (jvm != null && !jvm.facts().isThisProcess()) {
                    found.add(jvm);
                }
            }
            found.sort(Comparator.comparingLong(jvm -> jvm.facts().pid()));
            return found;
        } catch (Exception refused) {
            throw new AttachFailure("the JVMs cannot be listed: " + refused, refused);
        }
    }

    /** What the method throws is thrown as it is. */
    static Object invoke(Method method, @Nullable Object target, Object... arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException wrapper) {
            Throwable cause = wrapper.getTargetException();
            throw cause instanceof Exception ? (Exception) cause : wrapper;
        }
    }

    /** The jar that this command line runs from. */
    static File ownJar() throws AttachFailure {
        try {
            return new File(AttachApi.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getCanonicalFile();
        } catch (Exception unknown) {
            throw new AttachFailure("the agent's jar cannot be found: " + unknown, unknown);
        }
    }
}
