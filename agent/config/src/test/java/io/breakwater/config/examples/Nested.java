package io.breakwater.config.examples;

/** Calls that are under way at the same time, in one thread: each begins while the one before it is being answered. */
final class Nested {
    private Nested() {}

    /** So many calls, and the action while all of them are under way. */
    static void calls(int count, ExampleWorld world, Runnable action, String method, String url) {
        if (count == 0) {
            action.run();
            return;
        }
        world.call(method, url)
                .meanwhile(() -> calls(count - 1, world, action, method, url))
                .assertPlays("1 send, 200");
    }
}
