package io.breakwater.instrumentation.jdkhttp;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * The application's body handler, marked: the call is the application's own, and passes our join points untouched.
 * Thread-safety: as the handler's.
 *
 * @param <T> the body's type
 */
final class PlainHandler<T> implements BodyHandler<T> {
    private final BodyHandler<T> handler;

    PlainHandler(BodyHandler<T> handler) {
        this.handler = handler;
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        return handler.apply(info);
    }
}
