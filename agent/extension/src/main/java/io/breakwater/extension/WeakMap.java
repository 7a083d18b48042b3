package io.breakwater.extension;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What we know of objects of the application, for as long as it holds them. Keys are compared by identity, and neither
 * their {@code equals} nor their {@code hashCode} is called. A value MUST NOT refer to its key.
 *
 * <p>Not a cache of Caffeine's: that keeps a record of every look-up, which costs more than the look-up.
 *
 * <p>Thread-safety: thread-safe; a look-up takes no lock. Errors: none but those of memory.
 *
 * @param <K> the application's objects
 * @param <V> what we know of one
 */
public final class WeakMap<K, V> {
    private final ConcurrentMap<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    public @Nullable V get(K key) {
        return values.get(new Sought(key));
    }

    public void put(K key, V value) {
        forgetCollected();
        values.put(new Kept(key, collected), value);
    }

    /** The value that is there now, which is another thread's if that was faster. */
    public V putIfAbsent(K key, V value) {
        forgetCollected();
        V earlier = values.putIfAbsent(new Kept(key, collected), value);
        return earlier == null ? value : earlier;
    }

    public void remove(K key) {
        values.remove(new Sought(key));
    }

    private void forgetCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            values.remove(gone);
        }
    }

    long size() {
        forgetCollected();
        return values.size();
    }

    /** The key of an entry. Equal to itself, also when the object is gone. */
    private static final class Kept extends WeakReference<Object> {
        private final int hash;

        Kept(Object object, ReferenceQueue<Object> queue) {
            super(object, queue);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Kept && isOf(((Kept) other).get()));
        }

        boolean isOf(@Nullable Object object) {
            return object != null && get() == object;
        }
    }

    /** What an entry is looked up by: as good as a key, and no work for the garbage collector. */
    private static final class Sought {
        private final Object object;

        Sought(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kept && ((Kept) other).isOf(object);
        }
    }
}
