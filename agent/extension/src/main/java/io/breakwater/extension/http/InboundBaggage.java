package io.breakwater.extension.http;

import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.DeadlineMember;
import io.breakwater.engine.policy.DeadlinePolicy;
import org.jspecify.annotations.Nullable;

/**
 * The deadline among the members of a {@code baggage} header: {@code a=1,deadline=1767225602000-1767225600000;property}.
 *
 * <p>Thread-safety: stateless. Errors: never throws; a member that says no deadline is passed over. Source: W3C Baggage,
 * section 3.3.
 */
final class InboundBaggage {
    private InboundBaggage() {}

    /** The earliest that a member of the policy's key tells, or null. */
    static @Nullable Deadline deadline(
            @Nullable String baggage, DeadlinePolicy policy, long nowNanos, long epochMillis) {
        Deadline earliest = null;
        for (int start = 0; baggage != null && start <= baggage.length(); ) {
            int comma = baggage.indexOf(',', start);
            int end = comma < 0 ? baggage.length() : comma;
            String value = valueOf(policy.baggageKey(), baggage, start, end);
            Deadline told = value == null ? null : DeadlineMember.parse(value, nowNanos, epochMillis, policy);
            if (told != null) {
                earliest = earliest == null ? told : earliest.earlier(told);
            }
            start = end + 1;
        }
        return earliest;
    }

    /** The value without its properties; null if the member has another key. */
    private static @Nullable String valueOf(String key, String baggage, int from, int to) {
        int start = from;
        while (start < to && isSpace(baggage.charAt(start))) {
            start++;
        }
        if (!baggage.startsWith(key, start)) {
            return null;
        }
        int sign = start + key.length();
        while (sign < to && isSpace(baggage.charAt(sign))) {
            sign++;
        }
        if (sign >= to || baggage.charAt(sign) != '=') {
            return null;
        }
        int properties = baggage.indexOf(';', sign);
        int end = properties < 0 || properties > to ? to : properties;
        return baggage.substring(sign + 1, end).trim();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
