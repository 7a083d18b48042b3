package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.util.function.Supplier;

/** What databases and networks do to applications. */
enum Fault {
    SLOW_QUERY(
            "A query of 30 s, under a limit of 500 ms",
            "`network-grace` is longer than the query. PostgreSQL's drivers count milliseconds, the others whole seconds.",
            QueryFaults::slow,
            QueryFaults::slow),
    BLACK_HOLE_QUERY(
            "Black hole during a query",
            "Nothing passes any more, and nobody is told. `query: 500ms`, `network-grace: 1s`.",
            QueryFaults::silent,
            QueryFaults::blackHole),
    LOST_REPLY(
            "Lost reply on INSERT",
            "The server has executed it, and its reply is lost. Limits as before. The third row is there, and no fourth.",
            QueryFaults::silent,
            QueryFaults::lostReply),
    UNANSWERED_CONNECT(
            "Black hole during connect",
            "Nobody answers the first packet. `connect: 700ms`, `login: 700ms`.",
            ConnectFaults::limits,
            ConnectFaults::unanswered),
    MUTE_LOGIN(
            "Black hole during login",
            "The connection is accepted, and that is all. Limits as before.",
            ConnectFaults::limits,
            ConnectFaults::mute),
    SERVER_RESTART(
            "Server killed and restarted",
            "During a query of 30 s; the wait is counted from the kill. PostgreSQL stops as in a crash, MariaDB ends its sessions"
                    + " first.",
            QueryFaults::restart,
            QueryFaults::restart),
    REFUSED(
            "Connection refused for a while",
            "The retries of the acquisition go on every 200 ms until it can be had.",
            ConnectFaults::refused,
            ConnectFaults::refused),
    DEADLOCK(
            "Deadlock victim",
            "In a transaction, so that it is not repeated, although the rules allow three attempts of reads.",
            PolicyFaults::conflicts,
            PolicyFaults::deadlock),
    SERIALIZATION_FAILURE(
            "Serialization failure of an UPDATE in a transaction",
            "Not repeated either.",
            PolicyFaults::conflicts,
            PolicyFaults::serialization),
    READ_ROLLED_BACK(
            "Serialization failure of a read in auto-commit, twice",
            "A proven pure read on a living connection, of three attempts.",
            PolicyFaults::reads,
            PolicyFaults::read),
    POOL_EXHAUSTED(
            "Pool exhausted",
            "All connections are lent. Nothing is repeated, and the breaker, which would open at one failure, stays closed.",
            ConnectFaults::exhausted,
            ConnectFaults::exhausted),
    BREAKER_OPEN(
            "Breaker open, and recovered",
            "Two sessions were ended from outside; seen is an INSERT on a third connection, which is sound. Later a probe"
                    + " closes the breaker.",
            PolicyFaults::breaker,
            PolicyFaults::breaker);

    private final String title;
    private final String situation;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Supplier<Rules> rules;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Script script;

    Fault(String title, String situation, Supplier<Rules> rules, Script script) {
        this.title = title;
        this.situation = situation;
        this.rules = rules;
        this.script = script;
    }

    String title() {
        return title;
    }

    String situation() {
        return situation;
    }

    Rules rules() {
        return rules.get();
    }

    /** Whether all callers of a server have to be there at once. */
    boolean isOutage() {
        return this == SERVER_RESTART;
    }

    /** Why there is nothing to see, or null. */
    String reasonAgainst(Setting setting) {
        if (this == POOL_EXHAUSTED && !setting.hasPool()) {
            return "there is no pool";
        }
        if (setting.isH2()) {
            return reasonAgainstH2();
        }
        if (this == SERIALIZATION_FAILURE && !setting.isPostgresql()) {
            return "MariaDB lets the later transaction win";
        }
        return null;
    }

    private String reasonAgainstH2() {
        switch (this) {
            case BLACK_HOLE_QUERY:
            case LOST_REPLY:
                return "the driver has no network timeout: the caller waits for ever, with us as without";
            case UNANSWERED_CONNECT:
            case MUTE_LOGIN:
                return "the driver has no property for these limits";
            case SERVER_RESTART:
                return "a database in memory does not outlive its server";
            case REFUSED:
                return "the driver itself tries again for more than a second, before we are asked";
            case DEADLOCK:
            case SERIALIZATION_FAILURE:
            case READ_ROLLED_BACK:
            case BREAKER_OPEN:
                return "not tried";
            default:
                return null;
        }
    }

    Seen play(Stage stage, Agent agent) throws Exception {
        return script.play(stage, agent);
    }
}
