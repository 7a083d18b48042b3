package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.config.ListType.Form;
import io.breakwater.config.match.PathPattern;
import io.breakwater.engine.policy.Mode;
import java.util.List;

/** The keys of deadlines: how they come in, what they do, and how they go out. Thread-safety: immutable. */
final class DeadlineOptions {
    private DeadlineOptions() {}

    static final ConfigOption<Mode> MODE = ConfigOption.blockMode();
    static final ConfigOption<String> BAGGAGE_KEY =
            option("baggage-key", new TokenType(), "deadline", "The member of the baggage.");
    static final ConfigOption<List<String>> READ = option(
            "read",
            TextsType.headers(),
            "[baggage, x-envoy-expected-rq-timeout-ms, grpc-timeout]",
            "Where an inbound deadline is looked for. A span of time beats a time of day; the shortest counts.");
    static final ConfigOption<List<String>> WRITE = option(
            "write",
            TextsType.headers(),
            "[baggage, x-envoy-expected-rq-timeout-ms]",
            "Where an outbound deadline is written, for trusted hosts only.");
    static final ConfigOption<Long> MAX =
            option("max", DurationType.positive(), "120s", "An inbound deadline is cut to this.");
    static final ConfigOption<Long> MARGIN = option(
            "margin", DurationType.zeroOrMore(), "20ms", "Taken off what is left, for the way back, in each service.");
    static final ConfigOption<Long> MIN_ATTEMPT = option(
            "min-attempt",
            DurationType.zeroOrMore(),
            "10ms",
            "With less time left than this, after the margin, nothing is sent.");
    static final ConfigOption<Long> MAX_CLOCK_SKEW = option(
            "max-clock-skew",
            DurationType.positive(),
            "60s",
            "A deadline in the baggage that seems to have been sent longer ago than this is ignored: clocks differ.");
    static final ConfigOption<Boolean> TRUST_CLOCKS = option(
            "trust-clocks",
            WordType.truth(),
            "false",
            "Your word that the clocks of all machines agree. Until then at most 20 % of the calls in 10 s whose deadline"
                    + " was told as a time of day are refused because it is over.");
    static final ConfigOption<Boolean> ACROSS_EXECUTORS = option(
            "across-executors",
            WordType.truth(),
            "false",
            "Carries the deadline to the threads of the JDK's executors, where no OpenTelemetry does. Counts at the"
                    + " start of the application only.");
    static final ConfigOption<List<String>> TRUSTED_HOSTS = option(
            "trusted-hosts",
            TextsType.hosts(),
            "[]",
            "Hosts that may see the deadline, the number of the attempt and the trace. All others get no header of ours.");
    static final ConfigOption<List<String>> TRUSTED_SOURCES = option(
            "trusted-sources",
            new SourcesType(),
            "[*]",
            "Addresses and networks whose requests are believed when they say how long they wait, or that they ask again;"
                    + " `*` is everybody. An address is what the server takes for that of the sender.");
    static final ConfigBlock DEADLINE = new ConfigBlock(
                    "deadline", "How the time that a caller has left travels with its calls.")
            .with(MODE, READ, WRITE, BAGGAGE_KEY, MAX, MARGIN, MIN_ATTEMPT)
            .with(MAX_CLOCK_SKEW, TRUST_CLOCKS, ACROSS_EXECUTORS, TRUSTED_HOSTS, TRUSTED_SOURCES);

    /** What a host may say otherwise. */
    static final ConfigBlock OF_HOST = new ConfigBlock(
                    "deadline", "What differs for deadlines of calls to these hosts.")
            .with(MODE, WRITE, MARGIN, MIN_ATTEMPT);

    static final ConfigOption<List<String>> INBOUND_METHOD =
            option("method", new MethodsType(Form.WORD_OR_LIST), null, "One method or a list of them. Left out: any.");
    static final ConfigOption<PathPattern> INBOUND_PATH =
            option("path", new PathType(), null, "As in the routes of hosts; `/**` for every path.");
    static final ConfigBlock INBOUND_MATCH = new ConfigBlock(
                    "match", "Which requests it is for; `method`, `path` or both.")
            .with(INBOUND_METHOD, INBOUND_PATH)
            .requiringAny();
    static final ConfigOption<Long> INBOUND_DEADLINE = option(
            "deadline",
            DurationType.positiveOrNone(),
            null,
            "What such a request gets if it came without a deadline; `none` gives none. Required.");
    static final ConfigBlock INBOUND = new ConfigBlock(
                    "inbound",
                    "Where deadlines start: requests that this process serves. The first that matches applies.")
            .with(INBOUND_DEADLINE)
            .with(INBOUND_MATCH)
            .requiring(INBOUND_MATCH.key(), INBOUND_DEADLINE.key())
            .repeated();
}
