package io.breakwater.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the word that somebody probably meant.
 *
 * <p>Source: optimal string alignment distance (Damerau 1964, restricted), so that swapped letters count once.
 */
final class NearestKey {
    private static final int MAX_DISTANCE = 8;

    private NearestKey() {}

    /**
     * The nearest of the candidates, or null if none is near. One that begins with another letter is another word, unless
     * that letter is all that differs.
     */
    static @Nullable String of(String word, List<String> candidates) {
        String normal = kebab(word);
        String nearest = null;
        int least = Math.max(1, normal.length() / 3) + 1;
        for (int i = 0; i < candidates.size(); i++) {
            int distance = distance(normal, candidates.get(i));
            if (distance < least && (distance < 2 || beginAlike(normal, candidates.get(i)))) {
                least = distance;
                nearest = candidates.get(i);
            }
        }
        return nearest;
    }

    private static boolean beginAlike(String left, String right) {
        return !left.isEmpty() && !right.isEmpty() && left.charAt(0) == right.charAt(0);
    }

    /** {@code maxAttempts}, {@code Max_Attempts} and {@code max attempts} become {@code max-attempts}. */
    static String kebab(String word) {
        StringBuilder out = new StringBuilder(word.length() + 4);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '_' || c == ' ') {
                out.append('-');
            } else {
                if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(word.charAt(i - 1))) {
                    out.append('-');
                }
                out.append(c);
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > MAX_DISTANCE) {
            return Integer.MAX_VALUE;
        }
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                int best = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, beforePrevious[j - 2] + 1);
                }
                current[j] = best;
            }
            int[] spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }
        return previous[right.length()];
    }
}
