package io.breakwater.instrumentation.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Answer;
import java.net.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The SDK signs each of its attempts anew, with the time in it. A signed request is never repeated by us: who repeats is
 * the SDK, and for us each of its attempts is a call.
 */
class AwsSdkTest {
    private static final AwsCredentialsProvider SIGNS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key-id", "key"));
    private static final AwsCredentialsProvider DOES_NOT_SIGN = AnonymousCredentialsProvider.create();

    @ParameterizedTest
    @EnumSource
    void a_call_counts_once(AwsSdkForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.ok("yes"));
                S3Client bucket = form.calling(watch.uri(), SIGNS, 2)) {

            String object = get(bucket);

            assertThat(object).isEqualTo("yes");
            assertThat(watch.server().received().get(0).header("Authorization")).startsWith("AWS4-HMAC-SHA256");
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signed_get_is_not_repeated_by_us(AwsSdkForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, ""), Answer.ok("yes"));
                S3Client bucket = form.calling(watch.uri(), SIGNS, 1)) {

            Throwable thrown = catchThrowable(() -> get(bucket));

            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refusal -> assertThat(refusal.statusCode()).isEqualTo(503));
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signed_get_that_the_sdk_repeats_is_two_calls(AwsSdkForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, ""), Answer.ok("yes"));
                S3Client bucket = form.calling(watch.uri(), SIGNS, 2)) {

            String object = get(bucket);

            assertThat(object).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 2, samples 2, deposits 2, places 1, interventions []");
        }
    }

    /** That shows what the signature is the reason for. */
    @ParameterizedTest
    @EnumSource
    void a_get_that_is_not_signed_is_repeated_below_the_sdk(AwsSdkForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, ""), Answer.ok("yes"));
                S3Client bucket = form.calling(watch.uri(), DOES_NOT_SIGN, 2)) {

            String object = get(bucket);

            assertThat(object).isEqualTo("yes");
            assertThat(watch.counted()).isEqualTo("requests 2, samples 2, deposits 1, places 1, interventions [RETRY]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_put_counts_once(AwsSdkForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.status(503, ""), Answer.ok(""));
                S3Client bucket = form.calling(watch.uri(), SIGNS, 1)) {

            Throwable thrown = catchThrowable(() ->
                    bucket.putObject(request -> request.bucket("stock").key("order"), RequestBody.fromString("order")));

            assertThat(thrown).isInstanceOf(S3Exception.class);
            assertThat(watch.server().received().get(0).text()).contains("order");
            assertThat(watch.counted()).isEqualTo("requests 1, samples 1, deposits 1, places 1, interventions []");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_open_breaker_is_an_io_failure_to_the_sdk(AwsSdkForm form) throws Exception {
        try (Watch watch = Watch.over(Answer.ok("yes"));
                S3Client bucket = form.calling(watch.uri(), SIGNS, 2)) {
            watch.openBreaker();

            Throwable thrown = catchThrowable(() -> get(bucket));

            assertThat(thrown).isInstanceOf(SdkClientException.class).hasCauseInstanceOf(ConnectException.class);
            assertThat(thrown.getCause()).hasMessageContaining("circuit breaker");
            assertThat(watch.server().requests()).isZero();
            assertThat(watch.agent().interventions(InterventionKind.CIRCUIT_OPEN))
                    .as("one for each attempt of the SDK")
                    .hasSize(2);
        }
    }

    private static String get(S3Client bucket) {
        return bucket.getObjectAsBytes(request -> request.bucket("stock").key("order"))
                .asUtf8String();
    }
}
