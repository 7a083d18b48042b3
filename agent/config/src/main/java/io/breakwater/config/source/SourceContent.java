package io.breakwater.config.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a source holds at one moment: texts, or why there are none. Compared by every byte: there are a few kilobytes as a
 * rule, and a digest would have the JVM set up its cryptography.
 *
 * <p>Thread-safety: immutable.
 */
public final class SourceContent {
    private final List<SourceText> texts;
    private final List<SourceFault> faults;
    private final boolean directory;
    private final boolean reached;

    private SourceContent(List<SourceText> texts, List<SourceFault> faults, boolean directory, boolean reached) {
        this.texts = Collections.unmodifiableList(texts);
        this.faults = Collections.unmodifiableList(faults);
        this.directory = directory;
        this.reached = reached;
    }

    static SourceContent of(SourceText text) {
        return new SourceContent(Collections.singletonList(text), Collections.emptyList(), false, true);
    }

    static SourceContent of(SourceFault fault) {
        return new SourceContent(Collections.emptyList(), Collections.singletonList(fault), false, true);
    }

    /** @param texts in the order of the names of their files */
    static SourceContent ofDirectory(List<SourceText> texts, List<SourceFault> faults) {
        return new SourceContent(new ArrayList<>(texts), new ArrayList<>(faults), true, true);
    }

    /** Nobody answered. Any two of these are alike: an outage is told once, whatever it looks like from time to time. */
    static SourceContent unreached(SourceFault fault) {
        return new SourceContent(Collections.emptyList(), Collections.singletonList(fault), false, false);
    }

    public List<SourceText> texts() {
        return texts;
    }

    /** False if nobody answered. */
    public boolean isReached() {
        return reached;
    }

    /** Empty if everything could be read. */
    public List<SourceFault> faults() {
        return faults;
    }

    /** True if several texts are one configuration. */
    public boolean isDirectory() {
        return directory;
    }

    /** True if this may pass by itself: a fault, or a file that has nothing in it yet. */
    boolean isDoubtful() {
        if (!faults.isEmpty()) {
            return true;
        }
        for (SourceText text : texts) {
            if (text.bytes().length == 0) {
                return true;
            }
        }
        return false;
    }

    public boolean isSameAs(SourceContent other) {
        if (!reached || !other.reached) {
            return reached == other.reached;
        }
        if (directory != other.directory
                || texts.size() != other.texts.size()
                || faults.size() != other.faults.size()) {
            return false;
        }
        for (int i = 0; i < texts.size(); i++) {
            SourceText one = texts.get(i);
            SourceText two = other.texts.get(i);
            if (!one.name().equals(two.name()) || !Arrays.equals(one.bytes(), two.bytes())) {
                return false;
            }
        }
        for (int i = 0; i < faults.size(); i++) {
            SourceFault one = faults.get(i);
            SourceFault two = other.faults.get(i);
            if (!one.name().equals(two.name()) || !one.value().equals(two.value())) {
                return false;
            }
        }
        return true;
    }
}
