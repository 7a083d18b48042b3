package io.breakwater.instrumentation.scenario;

import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.FullBacklog;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;

/** A timeout of the configuration, with that of the application's that it meets, and a server at which it passes. */
enum Limit {
    CONNECT(Rules::connect, CallSpec::ownConnectTimeout, null),
    RESPONSE(Rules::response, CallSpec::ownTimeout, Answer.silence()),
    ATTEMPT(Rules::attempt, CallSpec::ownTimeout, Answer.silence()),
    TOTAL(Rules::total, CallSpec::ownTimeout, Answer.silence()),
    IDLE(Rules::idle, CallSpec::ownTimeout, Answer.headThenSilence(200));

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final BiConsumer<Rules, Duration> policys;

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final BiConsumer<CallSpec, Duration> applications;

    @SuppressWarnings("ImmutableEnumChecker") // a script
    private final Answer answer;

    Limit(BiConsumer<Rules, Duration> policys, BiConsumer<CallSpec, Duration> applications, Answer answer) {
        this.policys = policys;
        this.applications = applications;
        this.answer = answer;
    }

    Rules rules(Duration limit) {
        Rules rules = Rules.none();
        policys.accept(rules, limit);
        return rules;
    }

    /** @param own null if the application leaves it unset */
    CallSpec call(URI uri, Duration own) {
        CallSpec call = CallSpec.get(uri);
        if (own != null) {
            applications.accept(call, own);
        }
        return call;
    }

    Place open() {
        if (answer == null) {
            FullBacklog full = new FullBacklog();
            return new Place(full.uri(), full);
        }
        ScriptedServer server = ScriptedServer.answering(answer);
        return new Place(server.uri("/"), server);
    }

    /** Where the time passes. */
    static final class Place implements AutoCloseable {
        private final URI uri;
        private final AutoCloseable server;

        Place(URI uri, AutoCloseable server) {
            this.uri = uri;
            this.server = server;
        }

        URI uri() {
            return uri;
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
