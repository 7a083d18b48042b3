package io.breakwater.extension;

import io.breakwater.engine.database.DriverClasses;
import java.util.Collections;
import java.util.List;

/**
 * The join points of one client. Registered by one line in {@code
 * META-INF/services/io.breakwater.extension.InstrumentationModule}.
 *
 * <p>Loaded by: the agent's loader, at start-up, on every Java version from 8; it MUST NOT mention a class of the client
 * or of a newer Java. Thread-safety: stateless.
 */
public interface InstrumentationModule {

    /** A short name for logs and documentation: {@code java.net.http}. */
    String name();

    /** The client's versions that are tested, in words for the documentation: {@code 4.3 to 4.5.14}. */
    String versions();

    /** What a user has to know, a sentence each: what is left out, what differs from the other clients. */
    List<String> limits();

    /** The oldest Java feature version on which the join points exist: 8, 11, ... */
    int minimumJava();

    List<JoinPoint> joinPoints();

    /** Further ones, in a JDBC driver that the configuration names. */
    default List<JoinPoint> joinPointsOf(DriverClasses named) {
        return Collections.emptyList();
    }

    /** Further ones, which are woven only if the configuration has callers carried across executors. */
    default List<JoinPoint> joinPointsAcrossExecutors() {
        return Collections.emptyList();
    }

    /** True if this is about requests that come in, and false for a client. */
    default boolean isInbound() {
        return false;
    }

    /**
     * Packages of named JDK modules whose private parts the adapters read, as {@code module/package}: {@code
     * java.net.http/jdk.internal.net.http}. They are opened to the agent alone.
     */
    List<String> openedPackages();
}
