package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpOutcomesTest {

    static Stream<Arguments> failures() {
        Outcome connect = Outcome.failed(FailureClass.CONNECT_FAILURE);
        Outcome reset = Outcome.failed(FailureClass.RESET);
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), connect),
                Arguments.of(new UnknownHostException("nobody"), connect),
                Arguments.of(new NoRouteToHostException(), connect),
                Arguments.of(new IOException(new ConnectException()), connect),
                Arguments.of(new SSLHandshakeException("Remote host terminated the handshake"), connect),
                Arguments.of(new SocketException("Connection reset"), reset),
                Arguments.of(new EOFException(), reset),
                Arguments.of(new IOException("wrapped", new SocketException("Broken pipe")), reset),
                Arguments.of(new SocketTimeoutException(), Outcome.failed(FailureClass.ATTEMPT_TIMEOUT)),
                Arguments.of(new SSLException("Connection reset", new SocketException()), Outcome.OTHER_FAILURE),
                Arguments.of(new SSLException("no trust", new CertificateException()), Outcome.OTHER_FAILURE),
                Arguments.of(new ProtocolException(), Outcome.OTHER_FAILURE),
                Arguments.of(new IOException("who knows"), Outcome.OTHER_FAILURE),
                Arguments.of(new InterruptedIOException(), Outcome.OTHER_FAILURE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_is_not_surely_one_thing_is_the_more_careful_one(Throwable failure, Outcome outcome) {
        assertThat(HttpOutcomes.ofFailure(failure)).isEqualTo(outcome);
    }

    @Test
    void what_the_application_or_we_did_counts_for_nothing() {
        assertThat(HttpOutcomes.ofFailure(new IllegalStateException())).isEqualTo(Outcome.IGNORED);
        assertThat(HttpOutcomes.ofFailure(new FileNotFoundException())).isEqualTo(Outcome.IGNORED);
        assertThat(HttpOutcomes.ofFailure(new IOException(new CallNotPermittedException("open"))))
                .isEqualTo(Outcome.IGNORED);
        assertThat(HttpOutcomes.ofFailure(new BulkheadFullException("full"))).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void causes_that_go_round_in_a_circle_come_to_an_end() {
        IOException first = new IOException("first");
        first.initCause(new IOException("second", first));

        assertThat(HttpOutcomes.ofFailure(first)).isEqualTo(Outcome.OTHER_FAILURE);
    }

    @Test
    void an_answer_may_say_when_to_come_back() {
        Outcome outcome = HttpOutcomes.ofAnswer(503, name -> name.equals("Retry-After") ? "2" : null, 0);

        assertThat(outcome.retryAfterNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    /** A redirect may carry the header, too, and is nothing to repeat. */
    @Test
    void only_a_failure_is_asked_when_to_come_back() {
        Outcome outcome = HttpOutcomes.ofAnswer(301, name -> "2", 0);

        assertThat(outcome.retryAfterNanos()).isEqualTo(Outcome.NO_RETRY_AFTER);
    }
}
