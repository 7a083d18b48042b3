package io.breakwater.config.source;

import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.TimeSource;
import java.io.File;

/** Tells files and directories from URLs. Thread-safety: stateless. */
public final class ConfigSources {
    /** Takes the pause that suits the kind of source. */
    public static final long USUAL_PAUSE = 0;

    private ConfigSources() {}

    /** True if it is a URL, good or not, and no path. */
    public static boolean isUrl(String location) {
        return WebAddress.isOne(location);
    }

    /**
     * @param location a path, or a URL of http or https
     * @param pauseNanos between two looks, or {@link #USUAL_PAUSE}
     */
    public static ConfigSource of(String location, TimeSource time, Randomness randomness, long pauseNanos) {
        if (!isUrl(location)) {
            return new PathSource(
                    new File(location), time, pauseNanos == USUAL_PAUSE ? PathSource.PAUSE_NANOS : pauseNanos);
        }
        WebAddress address = WebAddress.parse(location);
        if (address == null) {
            return new WrongSource(new SourceFault(
                    "the configuration's address",
                    "not valid",
                    "such as https://config.example/breakwater.yaml",
                    "Check the characters; a password may need % escapes"));
        }
        long pause = pauseNanos == USUAL_PAUSE ? UrlSource.PAUSE_NANOS : pauseNanos;
        return new UrlSource(new ConditionalGet(address), randomness, pause);
    }

    /** For one reading. */
    public static ConfigSource of(String location) {
        return of(location, TimeSource.system(), Randomness.system(), USUAL_PAUSE);
    }
}
