package io.breakwater.config.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Surroundings;
import java.net.URI;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An example in force, in virtual time: what the engine does with it, whatever the client. Not thread-safe. */
final class ExampleWorld {
    final VirtualTime time = new VirtualTime();
    private final List<String> events = new ArrayList<>();
    private final Engine engine;

    ExampleWorld(String file) {
        LoadResult result = ConfigurationLoader.load(Paths.get("../../config-examples", file), Overrides.none());
        assertThat(result.problems()).isEmpty();
        Configuration configuration = result.configuration();
        assertThat(configuration).isNotNull();
        // No jitter: a backoff takes half of what it may take at most, an open breaker 10 % more.
        Surroundings surroundings = new Surroundings(time, time, time, ScriptedRandomness.fixed(0.5));
        this.engine = new Engine(
                surroundings,
                event -> events.add(
                        (event.isEnforced() ? "" : "would ") + event.kind().word()),
                configuration);
    }

    /** What the agent did, or would have done. */
    List<String> events() {
        return Collections.unmodifiableList(events);
    }

    /** Nothing, or only what it would have done. */
    void assertOnlyObserved() {
        assertThat(events).allMatch(event -> event.startsWith("would "));
    }

    /** @param method of HTTP with a URL, or an operation with a JDBC URL */
    ExampleCall call(String method, String url) {
        return new ExampleCall(this, method, guard(method, url));
    }

    @Nullable
    Guard guard(String method, String url) {
        if (url.startsWith("jdbc:")) {
            return engine.guardFor(Destination.ofDatabase(url), method, "");
        }
        URI uri = URI.create(url);
        return engine.guardFor(Destination.of(uri.getScheme(), uri.getHost(), uri.getPort()), method, uri.getPath());
    }

    Duration elapsed() {
        return time.elapsed();
    }
}
