package io.breakwater.benchmarks.startup;

/** A trivial program. Arguments: how many milliseconds it lives on after its greeting; none if absent. */
public final class Hello {
    private Hello() {}

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        System.out.println("Hello");
        if (args.length > 0) {
            Thread.sleep(Long.parseLong(args[0]));
        }
    }
}
