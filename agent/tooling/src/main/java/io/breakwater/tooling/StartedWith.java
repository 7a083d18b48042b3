package io.breakwater.tooling;

import io.breakwater.tooling.control.ConfigurationInForce;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration that the process was started with. Thread-safety: immutable. */
final class StartedWith implements ConfigurationInForce {
    private final String source;
    private final List<String> problems;
    private final long sinceMillis;

    /** @param problems for which the file was refused; empty if it was not */
    StartedWith(@Nullable File file, List<String> problems, long sinceMillis) {
        this.source = file == null || !problems.isEmpty() ? "built-in" : file.toString();
        this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
        this.sinceMillis = sinceMillis;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public long sinceMillis() {
        return sinceMillis;
    }

    @Override
    public long refusedMillis() {
        return problems.isEmpty() ? 0 : sinceMillis;
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    @Override
    public String reload() {
        throw new UnsupportedOperationException("reload: not possible here");
    }
}
