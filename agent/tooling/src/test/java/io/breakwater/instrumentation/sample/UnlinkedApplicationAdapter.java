package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.example.app.Door;

/** Calls the application, which lacks a class. */
public final class UnlinkedApplicationAdapter implements Adapter {
    public UnlinkedApplicationAdapter(Engine engine) {}

    @Override
    public Object[] enter(Object[] call) {
        ((Door) call[0]).failToLink();
        return null;
    }
}
