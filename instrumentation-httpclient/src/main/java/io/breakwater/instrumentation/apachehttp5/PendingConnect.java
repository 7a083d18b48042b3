package io.breakwater.instrumentation.apachehttp5;

import java.lang.reflect.Field;
import java.nio.channels.SelectionKey;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.apache.hc.core5.concurrent.BasicFuture;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.io.SocketTimeoutExceptionFactory;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One address to which a reactor connects: its request for a session, and the channel. Their classes are not public.
 *
 * <p>Thread-safety: immutable.
 */
final class PendingConnect {
    private final BasicFuture<?> future;
    private final SelectionKey key;
    private final ModalCloseable channel;

    private PendingConnect(BasicFuture<?> future, SelectionKey key, ModalCloseable channel) {
        this.future = future;
        this.key = key;
        this.channel = channel;
    }

    /** Null on a client that we do not know. */
    static @Nullable PendingConnect of(Object sessionRequest, ModalCloseable channel) throws IllegalAccessException {
        Object future = Fields.FUTURE.valueIn(sessionRequest);
        Object key = Fields.KEY.valueIn(channel);
        return future instanceof BasicFuture && key instanceof SelectionKey
                ? new PendingConnect((BasicFuture<?>) future, (SelectionKey) key, channel)
                : null;
    }

    /** Null on a client that we do not know. */
    static @Nullable Object timeoutOf(Object sessionRequest) throws IllegalAccessException {
        return Fields.TIMEOUT.valueIn(sessionRequest);
    }

    /** As the reactor does it. The future has one end: of two at the same time, the other is the one. */
    void timeOut(Timeout timeout) {
        if (key.attachment() != channel) {
            return; // it stands, or a SOCKS proxy is at it, for which the client has another limit
        }
        boolean hasEnded = false;
        try {
            hasEnded = !future.failed(SocketTimeoutExceptionFactory.create(timeout));
        } finally {
            if (!hasEnded) {
                channel.close(CloseMode.IMMEDIATE);
                key.selector().wakeup(); // which lets go of the socket
            }
        }
    }

    /** Fields of one name, in the classes of the reactor. */
    private static final class Fields extends ClassValue<@Nullable Field> {
        static final Fields FUTURE = new Fields("future");
        static final Fields TIMEOUT = new Fields("timeout");
        static final Fields KEY = new Fields("key");

        private final String name;

        private Fields(String name) {
            this.name = name;
        }

        @Nullable
        Object valueIn(Object owner) throws IllegalAccessException {
            Field field = get(owner.getClass());
            return field == null ? null : field.get(owner);
        }

        @Override
        protected @Nullable Field computeValue(Class<?> type) {
            // A reactor has the rights of whoever made the client, which may be less than ours.
            return AccessController.doPrivileged((PrivilegedAction<@Nullable Field>) () -> find(type));
        }

        private @Nullable Field find(Class<?> type) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException | RuntimeException unknownClient) {
                return null;
            }
        }
    }
}
