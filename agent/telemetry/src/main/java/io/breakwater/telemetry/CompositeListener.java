package io.breakwater.telemetry;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionListener;

/**
 * Tells several listeners, in their order. One that throws does not keep the others from being told.
 *
 * <p>Thread-safety: immutable. Errors: never throws; what a listener throws is dropped.
 */
public final class CompositeListener implements InterventionListener {
    private final InterventionListener[] listeners;

    private CompositeListener(InterventionListener[] listeners) {
        this.listeners = listeners;
    }

    public static CompositeListener of(InterventionListener... listeners) {
        return new CompositeListener(listeners.clone());
    }

    @Override
    public void onIntervention(Intervention intervention) {
        for (InterventionListener listener : listeners) {
            try {
                listener.onIntervention(intervention);
            } catch (Throwable ignored) {
                // The next one has the same right to be told.
            }
        }
    }
}
