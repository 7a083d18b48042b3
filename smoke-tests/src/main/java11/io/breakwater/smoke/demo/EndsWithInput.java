package io.breakwater.smoke.demo;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs a program of somebody else that knows no other end than being killed. It ends when its standard input does, and so
 * never outlives the demo.
 */
final class EndsWithInput {
    private EndsWithInput() {}

    /** Arguments: the program's main class, and its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watcher = new Thread(EndsWithInput::awaitEnd, "demo-end");
        watcher.setDaemon(true);
        watcher.start();
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to this program; only the end matters.
            }
        } catch (IOException gone) {
            // That is an end as well.
        }
        Runtime.getRuntime().halt(0);
    }
}
