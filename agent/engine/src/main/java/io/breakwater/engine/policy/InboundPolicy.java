package io.breakwater.engine.policy;

import org.jspecify.annotations.Nullable;

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

    /** True if {@link #trusts} need not be asked. */
    default boolean trustsEverybody() {
        return true;
    }

    /**
     * True if a request is believed when it says how long its sender waits, or that it asks again.
     *
     * @param address of the sender, as the server has it; null if that is not known
     */
    default boolean trusts(@Nullable String address) {
        return true;
    }

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
