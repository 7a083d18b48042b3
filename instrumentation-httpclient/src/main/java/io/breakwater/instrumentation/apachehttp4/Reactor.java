package io.breakwater.instrumentation.apachehttp4;

import java.lang.reflect.Field;
import java.nio.channels.Selector;
import org.apache.http.impl.nio.reactor.AbstractMultiworkerIOReactor;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.jspecify.annotations.Nullable;

/**
 * The reactor of an asynchronous client that connects. It remembers when it has last looked at the timeouts, and looks
 * again when a second has gone by: without that memory it looks as soon as it wakes up.
 *
 * <p>Thread-safety: thread-safe. Errors: {@link ReflectiveOperationException} on a client that we do not know.
 */
final class Reactor {
    private final DefaultConnectingIOReactor reactor;
    private final Selector selector;

    private Reactor(DefaultConnectingIOReactor reactor, Selector selector) {
        this.reactor = reactor;
        this.selector = selector;
    }

    static Reactor of(DefaultConnectingIOReactor reactor) throws ReflectiveOperationException {
        Fields fields = Fields.instance();
        return new Reactor(reactor, (Selector) fields.selector.get(reactor));
    }

    /** Takes no time, and runs nothing here. */
    void lookAtTimeouts() {
        try {
            Fields.instance().lastTimeoutCheck.setLong(reactor, 0);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
        selector.wakeup();
    }

    private static final class Fields {
        private static volatile @Nullable Fields instance;

        final Field selector;
        final Field lastTimeoutCheck;

        private Fields() throws NoSuchFieldException {
            selector = AbstractMultiworkerIOReactor.class.getDeclaredField("selector");
            selector.setAccessible(true);
            lastTimeoutCheck = DefaultConnectingIOReactor.class.getDeclaredField("lastTimeoutCheck");
            lastTimeoutCheck.setAccessible(true);
        }

        static Fields instance() throws NoSuchFieldException {
            Fields known = instance;
            if (known == null) {
                known = new Fields();
                instance = known;
            }
            return known;
        }
    }
}
