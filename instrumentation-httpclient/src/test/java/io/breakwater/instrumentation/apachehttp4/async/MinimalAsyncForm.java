package io.breakwater.instrumentation.apachehttp4.async;

import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import java.util.EnumSet;
import java.util.Set;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;

/** A client without redirects and authentication. */
public final class MinimalAsyncForm extends ProducerConsumerForm {
    /** From 4.1.1 on, this client does not tell its future of a failure; there is nothing to compare with. */
    private static final Set<Scenario> FAILING_WITHOUT_AGENT = EnumSet.of(
            Scenario.RESET_IN_BODY,
            Scenario.TOO_SHORT,
            Scenario.GARBAGE,
            Scenario.OWN_TIMEOUT,
            Scenario.OBSERVE_RESET,
            Scenario.OBSERVE_BLACK_HOLE);

    @Override
    public String form() {
        return "createMinimal";
    }

    @Override
    public String unableTo(Scenario scenario) {
        if (scenario.name().startsWith("REDIRECT")) {
            return "follows no redirects";
        }
        return FAILING_WITHOUT_AGENT.contains(scenario) ? "never ends after a failure, without the agent" : null;
    }

    @Override
    CloseableHttpAsyncClient create(PoolingNHttpClientConnectionManager pool, ClientSettings settings) {
        return HttpAsyncClients.createMinimal(pool);
    }
}
