package io.breakwater.extension;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * What we know of objects of the application, for as long as it holds them. Keys are compared by identity, and neither
 * their {@code equals} nor their {@code hashCode} is called. A value MUST NOT refer to its key.
 *
 * <p>Thread-safety: thread-safe; a look-up takes no lock. Errors: none but those of memory.
 *
 * @param <K> the application's objects
 * @param <V> what we know of one
 */
public final class WeakMap<K, V> {
    private final Cache<K, V> values =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    public @Nullable V get(K key) {
        return values.getIfPresent(key);
    }

    public void put(K key, V value) {
        values.put(key, value);
    }

    /** The value that is there now, which is another thread's if that was faster. */
    public V putIfAbsent(K key, V value) {
        V earlier = values.asMap().putIfAbsent(key, value);
        return earlier == null ? value : earlier;
    }

    public void remove(K key) {
        values.invalidate(key);
    }

    long size() {
        values.cleanUp();
        return values.estimatedSize();
    }
}
