package io.breakwater.tooling.cli;

import io.breakwater.tooling.control.status.StatusOrder;

/** What whoever looks at {@code top} has chosen by keys. Thread-safety: confined to one thread. */
final class TopKeys {
    static final String HELP =
            "sort: c calls, f failures, l latency, i interventions, b breaker, n name   p pause   q quit";

    private StatusOrder order;
    private boolean paused;
    private boolean over;

    TopKeys(StatusOrder order) {
        this.order = order;
    }

    /** True if the key changed anything. */
    boolean press(int key) {
        switch (Character.toLowerCase((char) key)) {
            case 'c':
                return sortBy(StatusOrder.CALLS);
            case 'f':
                return sortBy(StatusOrder.FAILURES);
            case 'l':
                return sortBy(StatusOrder.LATENCY);
            case 'i':
                return sortBy(StatusOrder.INTERVENTIONS);
            case 'b':
                return sortBy(StatusOrder.BREAKER);
            case 'n':
                return sortBy(StatusOrder.NAME);
            case 'p':
            case ' ':
                paused = !paused;
                return true;
            case 'q':
                over = true;
                return true;
            default:
                return false;
        }
    }

    private boolean sortBy(StatusOrder next) {
        order = next;
        paused = false;
        return true;
    }

    StatusOrder order() {
        return order;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isOver() {
        return over;
    }
}
