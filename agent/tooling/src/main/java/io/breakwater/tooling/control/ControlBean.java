package io.breakwater.tooling.control;

import io.breakwater.tooling.control.status.StatusOrder;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Hands on to {@link AgentControl}, with the agent's rights: the thread is one of JMX, and has few.
 *
 * <p>Thread-safety: thread-safe. Errors: exceptions of the JDK alone, which whoever asks can read.
 */
final class ControlBean implements ControlMXBean {
    private final AgentControl control;

    ControlBean(AgentControl control) {
        this.control = control;
    }

    private static <T> T privileged(Supplier<T> action) {
        try {
            return AccessController.doPrivileged((PrivilegedAction<T>) action::get);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(refused.getMessage()); // its cause may be a class of ours
        }
    }

    @Override
    public String getVersion() {
        return control.version();
    }

    @Override
    public boolean isSwitchedOff() {
        return control.isSwitchedOff();
    }

    @Override
    public String getConfiguredMode() {
        return control.configuredMode();
    }

    @Override
    public String getConfigurationSource() {
        return control.configuration().source();
    }

    @Override
    public String getConfigurationInForceSince() {
        return Instant.ofEpochMilli(control.configuration().sinceMillis()).toString();
    }

    @Override
    public List<String> getConfigurationProblems() {
        return new ArrayList<>(control.configuration().problems());
    }

    @Override
    public List<String> getOverrides() {
        return control.overrides();
    }

    @Override
    public String status(int most, String host, String order) {
        return privileged(
                () -> control.status(most, host, StatusOrder.parse(order)).toJson());
    }

    @Override
    public String setMode(String host, String mode, String by) {
        return privileged(() -> control.setMode(host, mode, by));
    }

    @Override
    public String setBreaker(String host, String action, String by) {
        return privileged(() -> control.setBreaker(host, action, by));
    }

    @Override
    public String switchOff(String by) {
        return privileged(() -> control.switchOff(by));
    }

    @Override
    public String switchOn(String by) {
        return privileged(() -> control.switchOn(by));
    }

    @Override
    public String reload(String by) {
        return privileged(() -> control.reload(by));
    }

    @Override
    public String suggest(String host, String options) {
        return privileged(() -> control.suggest(host, options));
    }

    @Override
    public String detach(String by) {
        return privileged(() -> control.detach(by));
    }
}
