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

/**
 * One address to which a reactor connects: its request for a session, and the channel. Their classes are not public.
 *
 * <p>Thread-safety: immutable. Errors: {@link ReflectiveOperationException} on a client that we do not know.
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

    static PendingConnect of(Object sessionRequest, ModalCloseable channel) throws ReflectiveOperationException {
        return new PendingConnect(
                (BasicFuture<?>) Fields.FUTURE.get(sessionRequest.getClass()).get(sessionRequest),
                (SelectionKey) Fields.KEY.get(channel.getClass()).get(channel),
                channel);
    }

    static Timeout timeoutOf(Object sessionRequest) throws ReflectiveOperationException {
        return (Timeout) Fields.TIMEOUT.get(sessionRequest.getClass()).get(sessionRequest);
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
    private static final class Fields extends ClassValue<Field> {
        static final Fields FUTURE = new Fields("future");
        static final Fields TIMEOUT = new Fields("timeout");
        static final Fields KEY = new Fields("key");

        private final String name;

        private Fields(String name) {
            this.name = name;
        }

        @Override
        protected Field computeValue(Class<?> type) {
            // A reactor has the rights of whoever made the client, which may be less than ours.
            return AccessController.doPrivileged((PrivilegedAction<Field>) () -> find(type));
        }

        private Field find(Class<?> type) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException unknownClient) {
                throw new IllegalStateException(unknownClient);
            }
        }
    }
}
