package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.ScriptedServer;
import java.time.Duration;

/** One call, as its server and its application saw it. Thread-safe. */
final class Seen {
    private final ScriptedServer server;
    private final Ending ending;
    private final long elapsedNanos;

    Seen(ScriptedServer server, Ending ending, long elapsedNanos) {
        this.server = server;
        this.ending = ending;
        this.elapsedNanos = elapsedNanos;
    }

    ScriptedServer server() {
        return server;
    }

    int requests() {
        return server.requests();
    }

    Ending ending() {
        return ending;
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }

    /** {@code 3 requests, 503}. */
    String text() {
        return requests(requests()) + ", " + ending.text();
    }

    static String requests(int count) {
        return count == 1 ? "1 request" : count + " requests";
    }

    Seen assertRequests(int count) {
        assertThat(requests()).as("requests, ending in %s", ending).isEqualTo(count);
        return this;
    }

    Seen assertStatus(int status) {
        assertThat(ending.status()).as("status, ending in %s", ending).isEqualTo(status);
        return this;
    }

    Seen assertFailure(Class<? extends Throwable> type) {
        assertThat(ending.failure()).as("failure, ending in %s", ending).isInstanceOf(type);
        return this;
    }

    /** Not before it was due, and not for ever. */
    Seen assertTimeout(Duration limit) {
        assertThat(ending.isTimeout()).as("a timeout: %s", ending).isTrue();
        assertThat(elapsed()).isBetween(limit.minusMillis(5), limit.plusSeconds(5));
        return this;
    }

    Seen assertAs(Seen other) {
        assertThat(text()).as("as without the agent").isEqualTo(other.text());
        return this;
    }
}
