package io.breakwater.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WeakMapTest {
    private static final int MOST_TRIES = 500;

    private final WeakMap<Object, String> map = new WeakMap<>();

    @Test
    void what_was_put_is_found() {
        Object key = new Object();

        map.put(key, "known");

        assertThat(map.get(key)).isEqualTo("known");
        assertThat(map.get(new Object())).isNull();
    }

    @Test
    void the_first_to_put_wins_where_asked() {
        Object key = new Object();

        assertThat(map.putIfAbsent(key, "first")).isEqualTo("first");
        assertThat(map.putIfAbsent(key, "second")).isEqualTo("first");
        assertThat(map.get(key)).isEqualTo("first");
    }

    @Test
    void what_was_removed_is_unknown() {
        Object key = new Object();
        map.put(key, "known");

        map.remove(key);

        assertThat(map.get(key)).isNull();
    }

    @Test
    void a_key_is_never_asked_for_equality() {
        Object first = new Hostile();
        Object second = new Hostile();

        map.put(first, "first");
        map.put(second, "second");

        assertThat(map.get(first)).isEqualTo("first");
        assertThat(map.get(second)).isEqualTo("second");
    }

    @Test
    void what_the_application_lets_go_of_is_forgotten() {
        map.put(new Object(), "unreachable");

        for (int tries = 0; map.size() > 0 && tries < MOST_TRIES; tries++) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }

        assertThat(map.size()).isZero();
    }

    private static final class Hostile {
        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("asked");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("asked");
        }
    }
}
