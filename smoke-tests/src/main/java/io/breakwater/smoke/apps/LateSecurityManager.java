package io.breakwater.smoke.apps;

import java.util.Arrays;

/**
 * Sets a security manager, as a container does once it has started, and runs another program of this package under it.
 *
 * <p>Arguments: the milliseconds to wait before that other program, its name, its arguments.
 */
public final class LateSecurityManager {
    private LateSecurityManager() {}

    /** Runs the program. */
    @SuppressWarnings("removal")
    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        System.setSecurityManager(new SecurityManager());
        Thread.sleep(Long.parseLong(args[0]));
        String program = LateSecurityManager.class.getPackage().getName() + "." + args[1];
        Class.forName(program).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 2, args.length));
    }
}
