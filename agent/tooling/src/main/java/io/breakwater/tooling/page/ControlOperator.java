package io.breakwater.tooling.page;

import io.breakwater.tooling.control.AgentControl;
import io.breakwater.tooling.control.status.StatusOrder;

/** The operator of this process, under the name of the page. Thread-safety: thread-safe. */
final class ControlOperator implements Operator {
    private static final int MOST_DESTINATIONS = 200;
    private static final String NAME = "page";

    private final AgentControl control;

    ControlOperator(AgentControl control) {
        this.control = control;
    }

    @Override
    public String status() {
        return control.status(MOST_DESTINATIONS, "all", StatusOrder.CALLS).toJson();
    }

    @Override
    public void setMode(String destination, String mode) {
        control.setMode(destination, mode, NAME);
    }

    @Override
    public void setBreaker(String destination, String state) {
        control.setBreaker(destination, state, NAME);
    }

    @Override
    public void setOn(boolean on) {
        if (on) {
            control.switchOn(NAME);
        } else {
            control.switchOff(NAME);
        }
    }
}
