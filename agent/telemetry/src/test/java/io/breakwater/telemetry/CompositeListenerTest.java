package io.breakwater.telemetry;

import static io.breakwater.telemetry.Interventions.host;
import static io.breakwater.telemetry.Interventions.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeListenerTest {

    @Test
    void one_listener_that_throws_does_not_keep_the_others_from_being_told() {
        List<String> told = new ArrayList<>();
        CompositeListener listener = CompositeListener.of(
                event -> told.add("first"),
                event -> {
                    throw new StackOverflowError();
                },
                event -> told.add("third"));

        listener.onIntervention(retry(host(1), true));

        assertThat(told).containsExactly("first", "third");
    }
}
