package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;

/** Answers with the name of the method at whose entry it is. */
public final class NamingAdapter implements Adapter {
    private final JoinPoint joinPoint;

    public NamingAdapter(Engine engine, JoinPoint joinPoint) {
        this.joinPoint = joinPoint;
    }

    @Override
    public Object[] enter(Object[] call) {
        return new Object[] {joinPoint.methodName() + " of " + System.identityHashCode(this)};
    }

    @Override
    public Object[] enterFromOverride(Object[] call) {
        return new Object[] {"override of " + joinPoint.methodName()};
    }
}
