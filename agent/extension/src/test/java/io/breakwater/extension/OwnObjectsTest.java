package io.breakwater.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnObjectsTest {
    private final OwnObjects<Object> objects = new OwnObjects<>();
    private final Object attempt = new Object();

    @Test
    void an_object_is_known_again() {
        Duration own = Duration.ofSeconds(1);

        objects.put(own, attempt);

        assertThat(objects.get(own)).isSameAs(attempt);
    }

    @Test
    void an_equal_object_is_not_ours() {
        objects.put(Duration.ofSeconds(1), attempt);

        assertThat(objects.get(Duration.ofSeconds(1))).isNull();
        assertThat(objects.get(null)).isNull();
    }

    @Test
    void an_object_that_was_removed_is_no_longer_known() {
        Duration own = Duration.ofSeconds(1);
        objects.put(own, attempt);

        objects.remove(own);

        assertThat(objects.get(own)).isNull();
        assertThat(objects.size()).isZero();
    }

    @Test
    void an_object_that_nobody_holds_is_forgotten() {
        Duration held = Duration.ofSeconds(1);
        long endNanos = System.nanoTime() + 20_000_000_000L;
        objects.put(Duration.ofSeconds(2), attempt);

        do {
            System.gc();
            objects.put(held, attempt);
        } while (objects.size() > 1 && System.nanoTime() - endNanos < 0);

        assertThat(objects.size()).isEqualTo(1);
        assertThat(objects.get(held)).isSameAs(attempt);
    }

    @Test
    void what_an_object_stands_for_is_not_kept() {
        Duration own = Duration.ofSeconds(1);
        long endNanos = System.nanoTime() + 20_000_000_000L;
        objects.put(own, new Object());

        while (objects.get(own) != null && System.nanoTime() - endNanos < 0) {
            System.gc();
        }

        assertThat(objects.get(own)).isNull();
    }
}
