package io.breakwater.engine;

/** What the engine asks about a call. */
public interface Call {

    /**
     * The operation, in upper case: the method of HTTP; of a database {@code CONNECT} for the acquisition of a connection,
     * else the kind of statement, {@code SELECT}, {@code EXECUTE}, {@code BATCH} or {@code CALL}.
     */
    String method();

    /**
     * Whether another attempt would carry the same request: the body can be sent again, the request holds nothing that
     * is good for one use only, and the application has seen nothing of an answer.
     *
     * @param outcome of the attempt that failed
     */
    boolean canBeSentAgain(Outcome outcome);

    /**
     * True if the request carries, under this name, a key by which its server tells a repetition from a new request. Every
     * attempt carries the same one. Asked only after a failed attempt, of a method that needs a key.
     */
    default boolean carriesKey(String name) {
        return false;
    }

    /**
     * True if it must be made whatever the state of its destination, and is nobody's call: what a pool does to look after
     * its connections, say. Asked only when the call is about to be refused, and may be dear.
     */
    default boolean isExempt() {
        return false;
    }

    /**
     * True if it is made for nobody, whoever its thread works for: a connection with which a pool fills itself, say. Then no
     * caller's deadline holds. Asked only where the thread works for a caller.
     */
    default boolean isNobodys() {
        return false;
    }

    /** True if it goes on with what was begun as a call of its own, and has paid for retries: so that it pays once. */
    default boolean isContinuation() {
        return false;
    }

    /**
     * True if the application has only made ready what it asks for with a call of its own later: a connection, say. Of one
     * about whose end nothing can be said ({@link Outcome#IGNORED}), no meter hears. Asked only then.
     */
    default boolean isPrelude() {
        return false;
    }
}
