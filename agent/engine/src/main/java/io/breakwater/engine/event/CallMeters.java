package io.breakwater.engine.event;

import io.breakwater.engine.Destination;

/**
 * The meters of all destinations. Asked once for each destination whose state is kept apart; all others share one, that
 * of {@link io.breakwater.engine.Destination#OTHER}.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface CallMeters {
    CallMeter of(Destination destination);

    /** The destination is forgotten: it was idle for long. */
    void forget(Destination destination);

    /** Counts nothing. */
    static CallMeters none() {
        return new CallMeters() {
            @Override
            public CallMeter of(Destination destination) {
                return CallMeter.none();
            }

            @Override
            public void forget(Destination destination) {}
        };
    }
}
