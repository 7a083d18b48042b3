package java.lang;

import java.util.function.BiFunction;

/**
 * The one class of Breakwater that the application's world can see. Woven methods ask it; the agent answers through the
 * function. Defined into {@code java.base}, so that every class loader, however strict, finds it.
 *
 * <p>Loaded by: the bootstrap loader. It MUST NOT mention anything but JDK types of Java 8, and holds no policy.
 * Thread-safety: thread-safe; {@link #guard} is written on install and on uninstall only.
 */
public final class BreakwaterBridge {

    /** The agent's answer: (site, receiver and arguments) to null or a box. Null while no agent is active. */
    public static volatile BiFunction<Integer, Object[], Object[]> guard;

    /** Boxed once: {@link Integer#valueOf(int)} makes a new one of most of them for each call. */
    private static final Integer[] NUMBERS = new Integer[1024];

    static {
        for (int site = 0; site < NUMBERS.length; site++) {
            NUMBERS[site] = site;
        }
    }

    private BreakwaterBridge() {}

    /**
     * Called first in every woven method.
     *
     * @param site the number of the join point
     * @param call the receiver, then the arguments; primitives are boxed
     * @return null to run the body, or a box with the value to return
     */
    public static Object[] enter(int site, Object[] call) {
        BiFunction<Integer, Object[], Object[]> current = guard;
        if (current == null) {
            return null;
        }
        return current.apply(site < NUMBERS.length ? NUMBERS[site] : Integer.valueOf(site), call);
    }
}
