package io.breakwater.engine.policy;

/**
 * What a configuration says about one destination: a policy for all of it, or one per route.
 *
 * <p>Thread-safety: implementations are immutable.
 */
public interface DestinationPolicy {

    /**
     * The policy of a call. The first matching route wins.
     *
     * @param method in upper case; of a database, the operation
     * @param path the raw path of the URL, without query; {@code /} if empty
     */
    CallPolicy select(String method, String path);

    /** True if the configuration names this destination exactly, by host or by host and port. */
    default boolean isNamed() {
        return false;
    }

    /** The most that any of its policies does, those of routes included. */
    default Mode mode() {
        return select("", "").mode();
    }

    /** True if no call to this destination is guarded. */
    default boolean isDisabled() {
        return false;
    }

    /** False if no policy keeps state in this scope, which is the name of a route or of an operation. */
    default boolean hasScope(String scope) {
        return true;
    }

    /** One policy for everything. */
    static DestinationPolicy always(CallPolicy policy) {
        return (method, path) -> policy;
    }
}
