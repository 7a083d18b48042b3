package io.breakwater.engine;

/** What the engine asks about a call. */
public interface Call {

    /** The method or statement kind, in upper case. */
    String method();

    /**
     * Whether another attempt would carry the same request: the body can be sent again, the request holds nothing that
     * is good for one use only, and the application has seen nothing of an answer.
     *
     * @param outcome of the attempt that failed
     */
    boolean canBeSentAgain(Outcome outcome);

    /** True if it goes on with what was begun as a call of its own, and has paid for retries: so that it pays once. */
    default boolean isContinuation() {
        return false;
    }
}
