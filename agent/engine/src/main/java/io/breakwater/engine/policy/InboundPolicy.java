package io.breakwater.engine.policy;

/**
 * What holds for requests that come in.
 *
 * <p>Thread-safety: implementations are immutable.
 */
public interface InboundPolicy {
    /** Nothing is read and nothing is started. */
    InboundPolicy NONE = new InboundPolicy() {
        @Override
        public DeadlinePolicy deadline() {
            return DeadlinePolicy.DISABLED;
        }

        @Override
        public boolean startsAny() {
            return false;
        }

        @Override
        public long startNanos(String method, String path) {
            return TimeoutPolicy.NONE;
        }
    };

    /** How an inbound deadline is read. */
    DeadlinePolicy deadline();

    /** False if no request gets a deadline that came without one; {@link #startNanos} need not be asked then. */
    default boolean startsAny() {
        return true;
    }

    /**
     * Nanoseconds that a request gets which came without a deadline, or {@link TimeoutPolicy#NONE}.
     *
     * @param method in upper case
     * @param path the raw path, without query
     */
    long startNanos(String method, String path);
}
