package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.tracing.SpanIds;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are recorded, by OpenTelemetry's names: {@code always_on}, {@code always_off}, {@code traceidratio}, and
 * the same with {@code parentbased_} in front, where a trace that began elsewhere is recorded if it is there.
 *
 * <p>Source: the ratio compares the last eight bytes of the trace's id, as OpenTelemetry's does, so that all who use the
 * same ratio record the same traces. Thread-safety: immutable.
 */
final class Sampler {
    private static final String PARENT_BASED = "parentbased_";
    private static final int LOW_HALF = 16;

    private final boolean asksParent;
    private final long bound;

    private Sampler(boolean asksParent, long bound) {
        this.asksParent = asksParent;
        this.bound = bound;
    }

    static Sampler in(OtelSettings settings) {
        String name = settings.text("otel.traces.sampler", "parentbased_always_on");
        boolean asksParent = name.startsWith(PARENT_BASED);
        String root = asksParent ? name.substring(PARENT_BASED.length()) : name;
        switch (root) {
            case "always_on":
                return new Sampler(asksParent, Long.MAX_VALUE);
            case "always_off":
                return new Sampler(asksParent, Long.MIN_VALUE);
            case "traceidratio":
                return new Sampler(asksParent, bound(settings.text("otel.traces.sampler.arg")));
            default:
                return new Sampler(true, Long.MAX_VALUE); // as if it was not set
        }
    }

    private static long bound(@Nullable String ratio) {
        try {
            double share = ratio == null ? 1 : Double.parseDouble(ratio);
            if (share >= 0 && share < 1) {
                return share == 0 ? Long.MIN_VALUE : (long) (share * Long.MAX_VALUE);
            }
        } catch (NumberFormatException noNumber) {
            // As if it was not set.
        }
        return Long.MAX_VALUE;
    }

    boolean samples(String traceId, @Nullable SpanIds parent) {
        if (asksParent && parent != null) {
            return parent.isSampled();
        }
        if (bound == Long.MAX_VALUE || bound == Long.MIN_VALUE) {
            return bound > 0;
        }
        return Math.abs(Long.parseUnsignedLong(traceId.substring(LOW_HALF), 16)) < bound;
    }
}
