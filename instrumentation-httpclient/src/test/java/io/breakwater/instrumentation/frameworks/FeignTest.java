package io.breakwater.instrumentation.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.FeignException;
import feign.RetryableException;
import feign.Retryer;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Answer;
import java.net.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeignTest {

    @ParameterizedTest
    @EnumSource
    void a_call_counts_once(FeignForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.ok("yes"));
                Framework feign = form.calling(watch.uri(), Retryer.NEVER_RETRY)) {

            String body = feign.get();

            assertThat(body).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_get_is_repeated_below_the_framework(FeignForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, "no"), Answer.ok("yes"));
                Framework feign = form.calling(watch.uri(), Retryer.NEVER_RETRY)) {

            String body = feign.get();

            assertThat(body).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 2, samples 2, deposits 1, places 1, interventions [RETRY]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_post_counts_once_and_is_not_repeated(FeignForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(502, "no"), Answer.ok("yes"));
                Framework feign = form.calling(watch.uri(), Retryer.NEVER_RETRY)) {

            Throwable thrown = catchThrowable(() -> feign.post("order"));

            assertThat(thrown).isInstanceOf(FeignException.BadGateway.class);
            assertThat(watch.server().received().get(0).text()).isEqualTo("order");
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_open_breaker_is_an_io_failure_to_the_framework(FeignForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.ok("yes"));
                Framework feign = form.calling(watch.uri(), Retryer.NEVER_RETRY)) {
            watch.openBreaker();

            Throwable thrown = catchThrowable(feign::get);

            assertThat(thrown).isInstanceOf(RetryableException.class).hasCauseInstanceOf(ConnectException.class);
            assertThat(thrown.getCause()).hasMessageContaining("circuit breaker");
            assertThat(watch.server().requests()).isZero();
            assertThat(watch.agent().interventions(InterventionKind.CIRCUIT_OPEN))
                    .hasSize(1);
        }
    }

    /** Feign's own retryer is above the client: whatever it repeats is a call. */
    @ParameterizedTest
    @EnumSource
    void what_feign_repeats_is_another_call(FeignForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(502, "no", "Retry-After: 0"), Answer.ok("yes"));
                Framework feign = form.calling(watch.uri(), new Retryer.Default(1, 1, 2))) {

            String body = feign.post("order");

            assertThat(body).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 2, samples 2, deposits 2, places 1, interventions []");
        }
    }
}
