package io.breakwater.config;

/**
 * A value in force, with its place and path. Thread-safety: immutable.
 *
 * @param <T> what the value is
 */
final class Setting<T> {
    private final ConfigOption<T> option;
    private final T value;
    private final Origin origin;
    private final String path;

    Setting(ConfigOption<T> option, T value, Origin origin, String path) {
        this.option = option;
        this.value = value;
        this.origin = origin;
        this.path = path;
    }

    ConfigOption<T> option() {
        return option;
    }

    T value() {
        return value;
    }

    /** The value as it would be written. */
    String show() {
        return option.show(value);
    }

    Origin origin() {
        return origin;
    }

    /** {@code hosts[0].http.timeouts.total}. */
    String path() {
        return path;
    }
}
