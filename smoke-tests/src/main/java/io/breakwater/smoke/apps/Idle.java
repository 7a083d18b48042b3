package io.breakwater.smoke.apps;

/** Calls nobody, and ends after three seconds. */
public final class Idle {
    private Idle() {}

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        Thread.sleep(3_000);
    }
}
