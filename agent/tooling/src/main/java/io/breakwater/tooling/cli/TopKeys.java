package io.breakwater.tooling.cli;

import io.breakwater.tooling.control.status.StatusOrder;

/** What whoever looks at {@code top} has chosen by keys. Thread-safety: confined to one thread. */
final class TopKeys {
    /** In the width of a narrow terminal: the columns to sort by, and the rest. */
    static final String HELP = "[c]alls [f]ailures [l]atency [i]nterventions [b]reaker [n]ame   [p]ause [q]uit";

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
