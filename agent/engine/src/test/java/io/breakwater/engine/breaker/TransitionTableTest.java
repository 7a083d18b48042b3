package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.CircuitState.CLOSED;
import static io.breakwater.engine.breaker.CircuitState.HALF_OPEN;
import static io.breakwater.engine.breaker.CircuitState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the package description, row by row. */
class TransitionTableTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                row("failures reach a threshold", BreakerFixture::closed, f -> f.fail(2), OPEN),
                row("success", BreakerFixture::closed, f -> f.succeed(1), CLOSED),
                row("ignored", BreakerFixture::closed, f -> f.acquire().onIgnored(f.now()), CLOSED),
                row("failures below all thresholds", BreakerFixture::closed, f -> f.fail(1), CLOSED),
                row("success between failures", BreakerFixture::closed, TransitionTableTest::failSucceedFail, CLOSED),
                row("a call, too early", BreakerFixture::open, f -> refused(f, 4), OPEN),
                row("a call, in time", BreakerFixture::open, TransitionTableTest::callAfterOpenDuration, HALF_OPEN),
                row("no call, in time", BreakerFixture::open, f -> f.advanceSeconds(5), HALF_OPEN),
                row("a call, all probes out", BreakerFixture::halfOpen, TransitionTableTest::oneTooMany, HALF_OPEN),
                row("a call", BreakerFixture::halfOpen, BreakerFixture::acquire, HALF_OPEN),
                row("a call, probe overdue", BreakerFixture::halfOpen, TransitionTableTest::overdueProbe, HALF_OPEN),
                row("ignored", BreakerFixture::halfOpen, f -> f.acquire().onIgnored(f.now()), HALF_OPEN),
                row("one of two succeeds", () -> BreakerFixture.halfOpen(2), f -> f.succeed(1), HALF_OPEN),
                row("the last of two succeeds", () -> BreakerFixture.halfOpen(2), f -> f.succeed(2), CLOSED),
                row("a probe succeeds", BreakerFixture::halfOpen, f -> f.succeed(1), CLOSED),
                row("a probe fails", BreakerFixture::halfOpen, f -> f.fail(1), OPEN));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void goes_to_the_next_state_of_the_table(
            CircuitState from,
            String event,
            Supplier<BreakerFixture> walkThere,
            Consumer<BreakerFixture> happens,
            CircuitState next) {
        BreakerFixture fixture = walkThere.get();
        assertThat(fixture.state()).isEqualTo(from);

        happens.accept(fixture);

        assertThat(fixture.state()).isEqualTo(next);
    }

    private static Arguments row(
            String event, Supplier<BreakerFixture> walkThere, Consumer<BreakerFixture> happens, CircuitState next) {
        return arguments(walkThere.get().state(), event, walkThere, happens, next);
    }

    private static void refused(BreakerFixture fixture, int afterSeconds) {
        fixture.advanceSeconds(afterSeconds);
        assertThat(fixture.tryAcquire()).isNull();
    }

    private static void failSucceedFail(BreakerFixture fixture) {
        fixture.fail(1);
        fixture.succeed(1);
        fixture.fail(1);
    }

    private static void callAfterOpenDuration(BreakerFixture fixture) {
        fixture.advanceSeconds(5);
        fixture.acquire();
        assertThat(fixture.transitions).last().isEqualTo("OPEN to HALF_OPEN: open duration is over");
    }

    private static void oneTooMany(BreakerFixture fixture) {
        fixture.acquire();
        assertThat(fixture.tryAcquire()).isNull();
    }

    private static void overdueProbe(BreakerFixture fixture) {
        fixture.acquire();
        fixture.advanceSeconds(5);
        fixture.acquire();
    }
}
