package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.Scenario;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;

/** {@code CloseableHttpAsyncClient.execute} with a simple request. */
public final class SimpleAsyncForm extends AsyncForm {

    @Override
    public String form() {
        return "async, simple request";
    }

    @Override
    public String unableTo(Scenario scenario) {
        if (scenario == Scenario.ONE_TIME_BODY) {
            return "keeps whole bodies";
        }
        return scenario.name().startsWith("CANCEL") && isOldest()
                ? "the client does not hear of it"
                : unableAnyway(scenario);
    }

    @Override
    Future<CallResult> execute(CloseableHttpAsyncClient client, CallSpec call) {
        SimpleHttpRequest request = new SimpleHttpRequest(call.method(), call.uri());
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.addHeader(call.headers().get(i), call.headers().get(i + 1));
        }
        if (call.body() != null) {
            request.setBody(call.body(), ContentType.TEXT_PLAIN);
        }
        request.setConfig(ClassicForm.configOf(call));
        return new MappedFuture<>(client.execute(request, null), SimpleAsyncForm::resultOf);
    }

    private static CallResult resultOf(SimpleHttpResponse response) {
        return ClassicForm.resultOf(response, response.getBodyText() == null ? "" : response.getBodyText());
    }
}
