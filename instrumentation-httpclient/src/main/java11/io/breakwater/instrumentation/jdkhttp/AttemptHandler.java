package io.breakwater.instrumentation.jdkhttp;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * The application's body handler on one of our attempts, and the mark by which we know our attempts again. Asks, as soon
 * as the head of an answer is there, whether the attempt will be repeated; only if not is the application's own handler
 * applied, so that it sees exactly one answer.
 *
 * <p>Thread-safety: called by one thread of the client.
 *
 * @param <T> the body's type
 */
final class AttemptHandler<T> implements BodyHandler<T> {
    private final JdkAttempt<T> attempt;
    private final BodyHandler<T> handler;

    AttemptHandler(JdkAttempt<T> attempt, BodyHandler<T> handler) {
        this.attempt = attempt;
        this.handler = handler;
    }

    JdkAttempt<T> attempt() {
        return attempt;
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        BodySubscriber<T> holding = attempt.holdBack(info);
        return holding != null ? holding : limited(info, handler.apply(info));
    }

    private BodySubscriber<T> limited(ResponseInfo info, BodySubscriber<T> subscriber) {
        try {
            return attempt.limit(info, subscriber);
        } catch (Throwable bug) {
            attempt.session().failOpen("limit", bug);
            return subscriber;
        }
    }
}
