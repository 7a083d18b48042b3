package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.extension.OwnCall;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * The application's body handler on one of our attempts. Asks, as soon as the head of an answer is there, whether the
 * attempt will be repeated; only if not is the application's own handler applied, so that it sees exactly one answer.
 *
 * <p>A connection in the client's pool refers to exchanges, and those to their handlers: once the attempt has ended, this
 * one refers to nothing. Otherwise an idle connection would keep the client, and with it the application, alive.
 *
 * <p>Thread-safety: thread-safe.
 *
 * @param <T> the body's type
 */
final class AttemptHandler<T> implements BodyHandler<T> {
    static final OwnCall OWN_CALL = new OwnCall();

    private volatile @Nullable JdkAttempt<T> attempt;
    private volatile @Nullable BodyHandler<T> handler;

    AttemptHandler(JdkAttempt<T> attempt, BodyHandler<T> handler) {
        this.attempt = attempt;
        this.handler = handler;
    }

    /** The attempt, or null once it has ended. */
    @Nullable
    JdkAttempt<T> attempt() {
        return attempt;
    }

    /** The attempt has ended. */
    void forget() {
        attempt = null;
        handler = null;
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        JdkAttempt<T> current = attempt;
        BodyHandler<T> applications = handler;
        if (current == null || applications == null) {
            return BodySubscribers.replacing(null);
        }
        BodySubscriber<T> holding = current.holdBack(info);
        return holding != null ? holding : limited(current, info, applications.apply(info));
    }

    private static <T> BodySubscriber<T> limited(
            JdkAttempt<T> attempt, ResponseInfo info, BodySubscriber<T> subscriber) {
        try {
            return attempt.limit(info, subscriber);
        } catch (Throwable bug) {
            attempt.session().failOpen("limit", bug);
            return subscriber;
        }
    }
}
