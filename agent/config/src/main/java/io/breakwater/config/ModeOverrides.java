package io.breakwater.config;

import io.breakwater.engine.Destination;
import org.jspecify.annotations.Nullable;

/** Which destinations have another mode than the configuration says. Thread-safety: implementations are immutable. */
@FunctionalInterface
public interface ModeOverrides {

    /** Null where the configuration holds. The same object for all destinations that it holds for. */
    @Nullable
    ModeOverride find(Destination destination);
}
