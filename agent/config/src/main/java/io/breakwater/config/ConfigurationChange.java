package io.breakwater.config;

import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two versions of a configuration, in few words: hosts by number, the rest by key.
 *
 * <p>Thread-safety: immutable.
 */
public final class ConfigurationChange {
    /** What is looked at once, when the agent starts, and why a reload cannot change it is said in docs/reload.md. */
    private static final List<String> AT_START_ONLY = Collections.unmodifiableList(Arrays.asList(
            Configuration.DRIVERS_KEY, "deadline." + Configuration.EXECUTORS_KEY, "limits.host-idle", "observe"));

    private final List<String> changes = new ArrayList<>();
    private final Configuration before;
    private final Configuration after;

    private ConfigurationChange(Configuration before, Configuration after) {
        this.before = before;
        this.after = after;
    }

    public static ConfigurationChange between(Configuration before, Configuration after) {
        ConfigurationChange change = new ConfigurationChange(before, after);
        change.compareMode();
        change.compareKeys();
        change.compareHosts();
        return change;
    }

    /** {@code mode observe -> enforce, defaults changed, 2 hosts changed, 1 host added}; empty if nothing means another thing. */
    public String summary() {
        return String.join(", ", changes);
    }

    /**
     * Keys whose values after the change are not those that the agent started with, and which it will not look at again.
     *
     * @param started what it started with
     */
    public List<String> lookedAtOnce(Configuration started) {
        List<String> waiting = new ArrayList<>();
        for (String path : AT_START_ONLY) {
            if (!isSame(before, after, path) && !isSame(started, after, path)) {
                waiting.add(path);
            }
        }
        if (after.tracing() != before.tracing() && started.tracing() != after.tracing() && !started.isTraced()) {
            waiting.add(TelemetryOptions.TRACING.key());
        }
        return waiting;
    }

    private static boolean isSame(Configuration one, Configuration two, String path) {
        ConfigValue left = value(one.root(), path);
        ConfigValue right = value(two.root(), path);
        if (left == null || right == null) {
            return left == right;
        }
        return left.isSameAs(right);
    }

    private static @Nullable ConfigValue value(ConfigValue root, String path) {
        ConfigValue value = root;
        for (String key : path.split("\\.", -1)) {
            Map<String, ConfigValue.Entry> entries = value.entries();
            ConfigValue.Entry entry = entries == null ? null : entries.get(key);
            if (entry == null) {
                return null;
            }
            value = entry.value();
        }
        return value;
    }

    private void compareMode() {
        if (before.mode() != after.mode()) {
            changes.add("mode " + word(before.mode()) + " -> " + word(after.mode()) + butFor());
        }
    }

    /** Whoever turns everything off in a hurry has to hear of hosts with a mode of their own. */
    private String butFor() {
        int enforcing = after.mode() == Mode.ENFORCE ? 0 : after.enforcingHostCount();
        if (enforcing == 0) {
            return "";
        }
        return enforcing == 1 ? " (1 host enforces all the same)" : " (" + enforcing + " hosts enforce all the same)";
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private void compareKeys() {
        for (String key : ConfigOptions.root().keys()) {
            boolean told = key.equals(ConfigOptions.FILE_MODE.key())
                    || key.equals(ConfigOptions.VERSION.key())
                    || key.equals(ConfigOptions.HOSTS.key());
            if (!told && !isSame(before, after, key)) {
                changes.add(key + " changed");
            }
        }
    }

    private void compareHosts() {
        Map<String, ConfigValue> old = hosts(before);
        Map<String, ConfigValue> now = hosts(after);
        int changed = 0;
        int added = 0;
        for (Map.Entry<String, ConfigValue> host : now.entrySet()) {
            ConfigValue earlier = old.remove(host.getKey());
            if (earlier == null) {
                added++;
            } else if (!earlier.isSameAs(host.getValue())) {
                changed++;
            }
        }
        addHosts(changed, "changed");
        addHosts(added, "added");
        addHosts(old.size(), "removed");
    }

    private void addHosts(int count, String what) {
        if (count > 0) {
            changes.add(count + (count == 1 ? " host " : " hosts ") + what);
        }
    }

    /** By what they match. */
    private static Map<String, ConfigValue> hosts(Configuration configuration) {
        Map<String, ConfigValue> hosts = new LinkedHashMap<>();
        ConfigValue list = value(configuration.root(), ConfigOptions.HOSTS.key());
        List<ConfigValue> items = list == null ? null : list.items();
        if (items != null) {
            for (ConfigValue host : items) {
                ConfigValue match = value(host, ConfigOptions.HOST_MATCH.key());
                hosts.put(match == null ? "" : String.valueOf(match.text()), host);
            }
        }
        return hosts;
    }
}
