package io.breakwater.tooling.control;

import io.breakwater.config.Configuration;
import io.breakwater.engine.policy.Mode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The mode of a configuration as it is told to people: a host may do more than the file as a whole. Thread-safety: stateless. */
public final class ModeInWords {
    private ModeInWords() {}

    /** {@code observing only} is said of nothing that acts on a single host. */
    public static String of(Configuration configuration) {
        String beyond = beyond(configuration);
        if (beyond == null) {
            return configuration.mode() == Mode.OBSERVE ? "observing only" : "mode " + word(configuration);
        }
        return "mode " + word(configuration) + ", and " + beyond;
    }

    static String word(Configuration configuration) {
        return configuration.mode().name().toLowerCase(Locale.ROOT);
    }

    /** Who enforces although the file as a whole does not, or null. */
    static @Nullable String beyond(Configuration configuration) {
        if (configuration.mode() == Mode.ENFORCE) {
            return null;
        }
        if (configuration.enforcesByDefault()) {
            return "defaults enforce";
        }
        int hosts = configuration.enforcingHostCount();
        if (hosts == 0) {
            return null;
        }
        return hosts == 1 ? "1 host enforces" : hosts + " hosts enforce";
    }
}
