package io.breakwater.tooling;

import io.breakwater.extension.JoinPoint;
import java.util.Set;

/** A join point and the number under which its woven method asks the bridge. Thread-safety: immutable. */
final class Site {
    private final int number;
    private final JoinPoint joinPoint;
    private final String client;
    private final Set<String> clientPackages;

    /** @param clientPackages shared by all sites of the client, and not changed any more */
    Site(int number, JoinPoint joinPoint, String client, Set<String> clientPackages) {
        this.number = number;
        this.joinPoint = joinPoint;
        this.client = client;
        this.clientPackages = clientPackages;
    }

    int number() {
        return number;
    }

    JoinPoint joinPoint() {
        return joinPoint;
    }

    /** Whose method it is, for people: {@code OkHttp}, {@code JDBC}. */
    String client() {
        return client;
    }

    /** The names of the packages that have a join point of the same client. */
    Set<String> clientPackages() {
        return clientPackages;
    }

    boolean matches(String methodName, String descriptor) {
        return joinPoint.methodName().equals(methodName)
                && joinPoint.descriptor().equals(descriptor);
    }

    @Override
    public String toString() {
        return joinPoint.toString();
    }
}
