package io.breakwater.config.live;

/** Takes lines for people. Thread-safety: implementations are thread-safe. Errors: no method throws. */
public interface ConfigurationLog {

    /** What a healthy agent has to say. */
    void info(String line);

    /** What somebody has to know. */
    void warn(String line);
}
