package io.breakwater.tooling;

import io.breakwater.extension.JoinPoint;

/** A join point and the number under which its woven method asks the bridge. Thread-safety: immutable. */
final class Site {
    private final int number;
    private final JoinPoint joinPoint;

    Site(int number, JoinPoint joinPoint) {
        this.number = number;
        this.joinPoint = joinPoint;
    }

    int number() {
        return number;
    }

    JoinPoint joinPoint() {
        return joinPoint;
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
