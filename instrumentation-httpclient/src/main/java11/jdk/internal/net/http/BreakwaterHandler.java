package jdk.internal.net.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * What the client is given as the body handler of one of our attempts. A connection refers, for as long as it is open, to
 * the exchange that opened it, and so to this object. It is therefore a class of the client's own package and loader, and
 * empty once the attempt has ended: nothing of the agent hangs on the connection then.
 *
 * <p>It stays when the agent goes, and the next one finds it there: its form MUST NOT change. Another form needs another
 * name. Loaded by: the loader of {@code java.net.http}. Thread-safety: thread-safe.
 *
 * @param <T> the body's type
 */
public final class BreakwaterHandler<T> implements BodyHandler<T> {

    /** What decides on the answer; null once the attempt has ended. */
    public volatile BodyHandler<T> attempt;

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        BodyHandler<T> current = attempt;
        return current == null ? BodySubscribers.replacing(null) : current.apply(info);
    }
}
