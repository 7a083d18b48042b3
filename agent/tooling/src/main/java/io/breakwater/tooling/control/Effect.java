package io.breakwater.tooling.control;

import io.breakwater.engine.Destination;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.Engine;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a decision comes to, told to whoever took it: at how many of the destinations that are known so far, and where it
 * has no effect. Thread-safety: immutable.
 */
final class Effect {
    private static final String NOBODY = "none yet that it matches; status shows what they are called";

    private final Engine engine;
    private final PolicySource inForce;
    private final boolean isSwitchedOff;

    Effect(Engine engine, PolicySource inForce, boolean isSwitchedOff) {
        this.engine = engine;
        this.inForce = inForce;
        this.isSwitchedOff = isSwitchedOff;
    }

    /** {@code 3 enforce, 1 observe}. */
    String ofModes(Predicate<Destination> which) {
        Map<Mode, Integer> counts = new EnumMap<>(Mode.class);
        for (Destination destination : known(which)) {
            counts.merge(inForce.policyFor(destination).mode(), 1, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((mode, count) -> parts.add(count + " " + mode.name().toLowerCase(Locale.ROOT)));
        return ". Known destinations: " + (parts.isEmpty() ? NOBODY : String.join(", ", parts)) + offHint();
    }

    /**
     * A breaker that is not enforced refuses nothing, whatever its state.
     *
     * @param decides where the decision is the one that holds
     */
    String ofBreakers(Predicate<Destination> which, Predicate<Destination> decides) {
        List<Destination> known = known(which);
        if (known.isEmpty()) {
            return ". Known destinations: " + NOBODY + offHint();
        }
        int inForceAt = 0;
        int observed = 0;
        for (Destination destination : known) {
            Mode mode =
                    inForce.policyFor(destination).select("GET", "/").breaker().mode();
            observed += mode == Mode.ENFORCE ? 0 : 1;
            inForceAt += mode == Mode.ENFORCE && decides.test(destination) ? 1 : 0;
        }
        String hint = observed == 0
                ? ""
                : ". Not enforced at " + observed + ", where it refuses nothing; see the command mode";
        return ". In force at " + inForceAt + " of " + destinations(known.size()) + hint + offHint();
    }

    /** @param breakers how many begin anew; one that is forced still does not */
    String ofReset(Predicate<Destination> which, int breakers) {
        return known(which).isEmpty()
                ? ". Known destinations: " + NOBODY
                : ". " + destinations(breakers) + (breakers == 1 ? " begins anew" : " begin anew");
    }

    private String offHint() {
        return isSwitchedOff ? ". Everything is off, so that nothing happens before it is on again" : "";
    }

    static String destinations(int count) {
        return count + (count == 1 ? " known destination" : " known destinations");
    }

    private List<Destination> known(Predicate<Destination> which) {
        List<Destination> known = new ArrayList<>();
        for (DestinationSnapshot snapshot : engine.destinations()) {
            if (which.test(snapshot.destination())) {
                known.add(snapshot.destination());
            }
        }
        return known;
    }
}
