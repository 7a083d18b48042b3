package io.breakwater.smoke.apps;

/**
 * Tries to load classes, with its own loader, and prints which of them it sees and by which loader they were defined.
 *
 * <p>Arguments: class names.
 */
public final class ClassFinder {
    private ClassFinder() {}

    /** Runs the program. */
    public static void main(String[] args) {
        for (String name : args) {
            try {
                ClassLoader loader = Class.forName(name).getClassLoader();
                System.out.println(name + " "
                        + (loader == null ? "boot" : loader.getClass().getSimpleName()));
            } catch (ClassNotFoundException e) {
                System.out.println(name + " invisible");
            }
        }
    }
}
