package io.breakwater.instrumentation.trial;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;

/** Answers every fourth call itself, after the engine has been asked for its guard. */
public final class GreetAdapter implements Adapter {
    private final Engine engine;

    public GreetAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object[] enter(Object[] call) {
        engine.guardFor(Destination.of("http", "greeter", 80), "GET", "/");
        long times = (Long) call[2];
        return times % 4 == 0 ? new Object[] {"guarded " + call[1] + " " + call[2] + " " + call[3]} : null;
    }
}
