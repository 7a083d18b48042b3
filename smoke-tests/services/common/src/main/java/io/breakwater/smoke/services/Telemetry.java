package io.breakwater.smoke.services;

import java.util.function.BiConsumer;

/**
 * Where an application has OpenTelemetry, it is set up here, as libraries for a server and a client do it. The property
 * {@code service.telemetry=own} says that it has; otherwise nothing here does anything, and no class of OpenTelemetry is
 * needed.
 *
 * <p>Thread-safety: thread-safe; a scope is closed by the thread that it was opened by.
 */
public final class Telemetry {
    private static final boolean OWN = "own".equals(System.getProperty("service.telemetry"));
    private static final Scope NONE = () -> {};

    private Telemetry() {}

    /** Ends what was begun. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Called once, before anything else. */
    public static void start() {
        if (OWN) {
            OwnTelemetry.start();
        }
    }

    /** While a request is served that came with these headers. */
    public static Scope serving(String name, Headers headers) {
        return OWN ? OwnTelemetry.serving(name, headers) : NONE;
    }

    /** While another service is asked by a request that takes these headers. */
    public static Scope calling(String name, BiConsumer<String, String> setHeader) {
        return OWN ? OwnTelemetry.calling(name, setHeader) : NONE;
    }
}
