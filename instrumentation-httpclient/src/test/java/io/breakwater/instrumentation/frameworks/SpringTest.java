package io.breakwater.instrumentation.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Answer;
import java.net.ConnectException;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

@EnabledForJreRange(min = JRE.JAVA_17)
class SpringTest {

    @ParameterizedTest
    @EnumSource
    void a_call_counts_once(SpringClient client) throws Exception {
        try (Watch watch = Watch.over(Answer.ok("yes"));
                Framework spring = client.calling(watch.uri())) {

            String body = spring.get();

            assertThat(body).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_get_is_repeated_below_the_framework(SpringClient client) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, "no"), Answer.ok("yes"));
                Framework spring = client.calling(watch.uri())) {

            String body = spring.get();

            assertThat(body).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 2, samples 2, deposits 1, places 1, interventions [RETRY]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_post_counts_once_and_is_not_repeated(SpringClient client) throws Exception {
        try (Watch watch = Watch.over(Answer.status(502, "no"), Answer.ok("yes"));
                Framework spring = client.calling(watch.uri())) {

            Throwable thrown = catchThrowable(() -> spring.post("order"));

            assertThat(thrown).isInstanceOf(HttpServerErrorException.BadGateway.class);
            assertThat(watch.server().received().get(0).text()).isEqualTo("order");
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    /** HttpClient 5 takes it upon itself to repeat whatever was answered with 503. Ours is not to decide, nor to count. */
    @ParameterizedTest
    @EnumSource(names = ".*_OVER_HTTP_CLIENT_5", mode = EnumSource.Mode.MATCH_ALL)
    void a_post_that_the_client_repeats_by_itself_counts_once(SpringClient client) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, "no"), Answer.ok("yes"));
                Framework spring = client.calling(watch.uri())) {

            String body = spring.post("order");

            assertThat(body).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 2, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_open_breaker_is_an_io_failure_to_the_framework(SpringClient client) throws Exception {
        try (Watch watch = Watch.over(Answer.ok("yes"));
                Framework spring = client.calling(watch.uri())) {
            watch.openBreaker();

            Throwable thrown = catchThrowable(spring::get);

            assertThat(thrown).isInstanceOf(ResourceAccessException.class).hasCauseInstanceOf(ConnectException.class);
            assertThat(thrown.getCause()).hasMessageContaining("circuit breaker");
            assertThat(watch.server().requests()).isZero();
            assertThat(watch.agent().interventions(InterventionKind.CIRCUIT_OPEN))
                    .hasSize(1);
        }
    }
}
