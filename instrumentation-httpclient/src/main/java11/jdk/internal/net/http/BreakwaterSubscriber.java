package jdk.internal.net.http;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * What the client is given as a body subscriber of ours, and kept by connections as {@link BreakwaterHandler} is: empty as
 * soon as the body has ended and the client has asked for it. Also what is behind a proxy with the mark of the client's
 * own subscribers, which compiled code cannot name.
 *
 * <p>It stays when the agent goes, and the next one finds it there: its form MUST NOT change. Another form needs another
 * name. Loaded by: the loader of {@code java.net.http}. Thread-safety: as the subscriber within; {@link #end} may come at
 * any time.
 *
 * @param <T> the body's type
 */
public final class BreakwaterSubscriber<T> implements BodySubscriber<T>, InvocationHandler {
    private volatile BodySubscriber<T> subscriber;
    private volatile CompletionStage<T> body;
    private volatile boolean ended;

    public BreakwaterSubscriber(BodySubscriber<T> subscriber) {
        this.subscriber = subscriber;
    }

    /** No signal will mean anything any more. */
    public void end() {
        ended = true;
        letGo();
    }

    private void letGo() {
        if (ended && body != null) {
            subscriber = null;
        }
    }

    @Override
    public CompletionStage<T> getBody() {
        BodySubscriber<T> current = subscriber;
        if (current == null) {
            return body;
        }
        CompletionStage<T> asked = current.getBody();
        body = asked;
        letGo();
        return asked;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        BodySubscriber<T> current = subscriber;
        if (current == null) {
            subscription.cancel();
        } else {
            current.onSubscribe(subscription);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        BodySubscriber<T> current = subscriber;
        if (current != null) {
            current.onNext(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        BodySubscriber<T> current = subscriber;
        try {
            if (current != null) {
                current.onError(failure);
            }
        } finally {
            end();
        }
    }

    @Override
    public void onComplete() {
        BodySubscriber<T> current = subscriber;
        try {
            if (current != null) {
                current.onComplete();
            }
        } finally {
            end();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the signature of onNext
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        Object argument = arguments == null ? null : arguments[0];
        switch (method.getName()) {
            case "onSubscribe":
                onSubscribe((Subscription) argument);
                return null;
            case "onNext":
                onNext((List<ByteBuffer>) argument);
                return null;
            case "onError":
                onError((Throwable) argument);
                return null;
            case "onComplete":
                onComplete();
                return null;
            case "getBody":
                return getBody();
            case "needsExecutor":
                return false;
            case "equals":
                return proxy == argument;
            case "hashCode":
                return System.identityHashCode(proxy);
            default:
                return toString();
        }
    }
}
