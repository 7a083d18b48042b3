package io.breakwater.instrumentation.jdbc.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of words that finds a part of a text in itself without copying it. Only ASCII letters are the same in both
 * cases. Thread-safety: immutable.
 */
final class WordSet {
    private final @Nullable String[] slots;
    private final int mask;
    private final int longest;

    private WordSet(String[] words) {
        this.slots = new String[Integer.highestOneBit(Math.max(1, words.length)) * 4];
        this.mask = slots.length - 1;
        int longestSoFar = 0;
        for (String word : words) {
            add(word);
            longestSoFar = Math.max(longestSoFar, word.length());
        }
        this.longest = longestSoFar;
    }

    /** Each line holds words between blanks. */
    static WordSet of(String... lines) {
        return new WordSet(
                String.join(" ", lines).trim().toUpperCase(Locale.ROOT).split(" +", -1));
    }

    private void add(String word) {
        int slot = hash(word, 0, word.length()) & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = word;
    }

    boolean contains(String text, int from, int to) {
        if (to - from > longest) {
            return false;
        }
        for (int slot = hash(text, from, to) & mask; ; slot = (slot + 1) & mask) {
            String word = slots[slot];
            if (word == null) {
                return false;
            }
            if (isSame(word, text, from, to)) {
                return true;
            }
        }
    }

    /** True if the part of the text is the word, which is in upper case. */
    static boolean isSame(String word, String text, int from, int to) {
        return word.length() == to - from && startsWith(word, text, from, to);
    }

    /** True if the part of the text starts with the prefix, which is in upper case. */
    static boolean startsWith(String prefix, String text, int from, int to) {
        if (prefix.length() > to - from) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (prefix.charAt(i) != upper(text.charAt(from + i))) {
                return false;
            }
        }
        return true;
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + upper(text.charAt(i));
        }
        return hash ^ (hash >>> 15);
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }
}
