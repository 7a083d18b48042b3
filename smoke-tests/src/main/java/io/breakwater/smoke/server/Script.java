package io.breakwater.smoke.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says how the server answers each request.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
@FunctionalInterface
public interface Script {

    /** Called once for each request, in the thread of its connection. */
    Answer answer(Request request);

    /** The same answer to everything. */
    static Script always(Answer answer) {
        return request -> answer;
    }

    /** One answer after the other, in the order of arrival; the last one for ever. */
    static Script inOrder(Answer... answers) {
        AtomicInteger next = new AtomicInteger();
        return request -> answers[Math.min(next.getAndIncrement(), answers.length - 1)];
    }
}
