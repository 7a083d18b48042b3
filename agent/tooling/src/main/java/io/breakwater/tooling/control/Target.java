package io.breakwater.tooling.control;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import io.breakwater.engine.Destination;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom a decision of an operator is for: everything, or the destinations of a pattern as in the configuration.
 *
 * <p>Thread-safety: immutable. Equal if they mean the same.
 */
final class Target {
    static final String ALL = "all";

    private final @Nullable HostPattern pattern;

    private Target(@Nullable HostPattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param text {@code all}, or a host, {@code host:port}, {@code *.suffix}, network or JDBC URL
     * @throws IllegalArgumentException if it is none of these
     */
    static Target parse(@Nullable String text) {
        String word = text == null ? "" : text.trim();
        if (word.toLowerCase(Locale.ROOT).equals(ALL) || word.equals("*")) {
            return new Target(null);
        }
        try {
            return new Target(HostPattern.parse(word));
        } catch (PatternException wrong) {
            String wayOut = wrong.wayOut().isEmpty() ? "" : ". " + wrong.wayOut();
            throw new IllegalArgumentException("host: " + wrong.getMessage() + wayOut, wrong);
        }
    }

    /** Null for everything. */
    @Nullable
    HostPattern pattern() {
        return pattern;
    }

    /** The destinations that it means, by the rules by which a decision holds for one. */
    Predicate<Destination> matching() {
        Decisions<Boolean> one = Decisions.<Boolean>none().with(new Decision<>(this, true, "", "", 0));
        return destination -> one.find(destination) != null;
    }

    private String key() {
        return pattern == null ? ALL : pattern.kind() + " " + pattern.key();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target && key().equals(((Target) other).key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    /** {@code all}, or the pattern as it was written. */
    @Override
    public String toString() {
        return pattern == null ? ALL : pattern.toString();
    }
}
