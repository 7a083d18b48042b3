package io.breakwater.instrumentation.scenario;

/**
 * Everything that a client must do alike, with and without the agent. Where nothing else is said, the policy has three
 * attempts that repeat every class of failure.
 */
public enum Scenario {
    SUCCESS("200", AnswerScenarios::success),
    NOT_FOUND("404", AnswerScenarios::notFound),
    UNAVAILABLE_TWICE("503 twice, then 200", AnswerScenarios::unavailableTwice),
    UNAVAILABLE_FOR_EVER("503 every time", AnswerScenarios::unavailableForEver),
    LARGE_ERROR("503 every time, with 1 MiB of body", AnswerScenarios::largeError),
    TOO_MANY_REQUESTS("429, then 200", AnswerScenarios::tooManyRequests),
    SHORT_RETRY_AFTER("503 with `Retry-After: 1`, then 200", AnswerScenarios::shortRetryAfter),
    LONG_RETRY_AFTER("503 with `Retry-After: 3600`", AnswerScenarios::longRetryAfter),
    REDIRECT("redirect to the same host", AnswerScenarios::redirect),
    REDIRECT_TO_OPEN_BREAKER("redirect to a host whose breaker is open", AnswerScenarios::redirectToOpenBreaker),

    RESET_EVERY_TIME("reset before the answer, every time", FailureScenarios::resetEveryTime),
    RESET_ONCE("reset before the answer, then 200", FailureScenarios::resetOnce),
    RESET_IN_BODY("reset in the middle of the body", FailureScenarios::resetInBody),
    REFUSED_TWICE("connection refused twice, then 200", FailureScenarios::refusedTwice),
    REFUSED_EVERY_TIME("connection refused every time", FailureScenarios::refusedEveryTime),
    HALF_CLOSE("half-close before the answer, every time", FailureScenarios::halfClose),
    TOO_SHORT("body shorter than its `Content-Length`", FailureScenarios::tooShort),
    GARBAGE("an answer that is not HTTP", FailureScenarios::garbage),

    BLACK_HOLE("no answer, attempt timeout", TimeoutScenarios::blackHole),
    BLACK_HOLE_ONCE("no answer, attempt timeout, then 200", TimeoutScenarios::blackHoleOnce),
    TOTAL_OVER_ATTEMPTS("no answer, total timeout over several attempts", TimeoutScenarios::totalOverAttempts),
    STALLED_BODY("body stops, idle timeout", TimeoutScenarios::stalledBody),
    DRIP_WITHIN_IDLE("slow body, each byte within the idle timeout", TimeoutScenarios::dripWithinIdle),
    DRIP_AGAINST_ATTEMPT("slow body, attempt timeout", TimeoutScenarios::dripAgainstAttempt),
    DRIP_AGAINST_TOTAL("slow body, total timeout", TimeoutScenarios::dripAgainstTotal),
    OWN_TIMEOUT("no answer, the application's own shorter timeout", TimeoutScenarios::ownTimeout),

    DEADLINE_OVER("the caller's deadline is over", DeadlineScenarios::over),
    DEADLINE_CUTS("no answer, the caller's deadline", DeadlineScenarios::cuts),
    DEADLINE_CUTS_BODY("slow body, the caller's deadline", DeadlineScenarios::cutsBody),
    DEADLINE_CUTS_STREAM("event stream, the caller's deadline", DeadlineScenarios::cutsStream),
    DEADLINE_AGAINST_RETRY("503, no time for a retry before the caller's deadline", DeadlineScenarios::againstRetry),
    DEADLINE_TOLD("503 twice, then 200, from a trusted host", DeadlineScenarios::told),
    DEADLINE_MERGED("what the application says of its own deadline and baggage", DeadlineScenarios::merged),
    DEADLINE_NOT_TOLD("a host that is not trusted", DeadlineScenarios::notTold),
    REDIRECT_TO_UNTRUSTED("redirect from a trusted host to one that is not", DeadlineScenarios::redirectToUntrusted),
    REDIRECT_TO_TRUSTED(
            "redirect from a host that is not trusted to one that is", DeadlineScenarios::redirectToTrusted),
    REPEATING_CALLER("503, and the caller repeats by itself", DeadlineScenarios::repeatingCaller),
    REPEATING_CALLER_NEVER_SENT(
            "connection refused twice, then 200, and the caller repeats by itself", DeadlineScenarios::neverSent),

    CANCEL_ATTEMPT("cancelled during an attempt", GivingUpScenarios::cancelAttempt),
    CANCEL_BACKOFF("cancelled during a backoff", GivingUpScenarios::cancelBackoff),
    INTERRUPT_ATTEMPT("interrupted during an attempt", GivingUpScenarios::interruptAttempt),
    INTERRUPT_BACKOFF("interrupted during a backoff", GivingUpScenarios::interruptBackoff),

    REPEATABLE_BODY("PUT with a repeatable body, 503, then 200", BodyScenarios::repeatable),
    ONE_TIME_BODY("PUT with a body that can be read once, 503", BodyScenarios::oneTime),
    POST("POST, 503", BodyScenarios::post),
    POST_NEVER_SENT("POST, connection refused twice, then 200", BodyScenarios::postNeverSent),
    POST_WITH_KEY("POST with a key that the server accepts, 503, then 200", BodyScenarios::postWithKey),
    SIGNED("signed request, 503", BodyScenarios::signed),
    THROWING_HANDLER("the application's handler throws", BodyScenarios::throwingHandler),
    LARGE_BODIES("64 MiB each way, streamed", BodyScenarios::large),

    BREAKER_OPENS("breaker opens, next call", PolicyScenarios::breakerOpens),
    BREAKER_RECOVERS("breaker lets a probe through, and closes", PolicyScenarios::breakerRecovers),
    BREAKER_OPENS_IN_BACKOFF("breaker opens during a backoff of a minute", PolicyScenarios::breakerOpensInBackoff),
    BULKHEAD_FULL("bulkhead full", PolicyScenarios::bulkheadFull),
    BUDGET_SPENT("503, retry budget spent", PolicyScenarios::budgetSpent),
    OBSERVE_UNAVAILABLE("observe mode, 503 every time", PolicyScenarios::observeUnavailable),
    OBSERVE_RESET("observe mode, reset every time", PolicyScenarios::observeReset),
    OBSERVE_BLACK_HOLE("observe mode, no answer, own timeout", PolicyScenarios::observeBlackHole);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Script script;

    Scenario(String title, Script script) {
        this.title = title;
        this.script = script;
    }

    String title() {
        return title;
    }

    /** @return what was seen, or why nothing was to be seen */
    String play(ClientForm form) throws Exception {
        String reason = form.unableTo(this);
        if (reason != null) {
            return notPlayed(reason);
        }
        try (Stage stage = new Stage(form)) {
            String seen = script.play(stage);
            stage.assertNothingLeft();
            return seen;
        }
    }

    static String notPlayed(String reason) {
        return "*" + reason + "*";
    }
}
