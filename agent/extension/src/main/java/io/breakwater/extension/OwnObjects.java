package io.breakwater.extension;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects that went into a client with an attempt of ours, and by which we know the attempt where the client has nothing
 * else of it: by identity, because an equal one may be the application's.
 *
 * <p>Holds both weakly: an attempt that a client forgets is forgotten here, too. Thread-safety: thread-safe.
 *
 * @param <A> what the object stands for
 */
public final class OwnObjects<A> {
    private final ConcurrentMap<Identity, WeakReference<A>> known = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    public void put(Object own, A attempt) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            known.remove(gone);
        }
        known.put(new Identity(own, collected), new WeakReference<>(attempt));
    }

    /** Null if the object is not one of ours, or no longer. */
    public @Nullable A get(@Nullable Object candidate) {
        if (candidate == null || known.isEmpty()) {
            return null;
        }
        WeakReference<A> attempt = known.get(new Identity(candidate, null));
        return attempt == null ? null : attempt.get();
    }

    public void remove(Object own) {
        known.remove(new Identity(own, null));
    }

    int size() {
        return known.size();
    }

    private static final class Identity extends WeakReference<Object> {
        private final int hash;

        Identity(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object object = get();
            return object != null && other instanceof Identity && ((Identity) other).get() == object;
        }
    }
}
