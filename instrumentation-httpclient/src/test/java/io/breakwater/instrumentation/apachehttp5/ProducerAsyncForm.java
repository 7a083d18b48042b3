package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.Scenario;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.ConfigurableHttpRequest;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/** {@code CloseableHttpAsyncClient.execute} with a request producer and a response consumer. */
public class ProducerAsyncForm extends AsyncForm {

    @Override
    public String form() {
        return "async, producer and consumer";
    }

    @Override
    public String unableTo(Scenario scenario) {
        return unableAnyway(scenario);
    }

    @Override
    Future<CallResult> execute(CloseableHttpAsyncClient client, CallSpec call) {
        ConfigurableHttpRequest request = new ConfigurableHttpRequest(call.method(), call.uri());
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.addHeader(call.headers().get(i), call.headers().get(i + 1));
        }
        request.setConfig(ClassicForm.configOf(call));
        return new MappedFuture<>(
                client.execute(
                        new BasicRequestProducer(request, bodyOf(call)),
                        new CountingConsumer(call.isHandlerThrowing(), true),
                        null),
                received ->
                        ClassicForm.resultOf(received.response(), new String(received.body(), StandardCharsets.UTF_8)));
    }

    private static AsyncEntityProducer bodyOf(CallSpec call) {
        if (call.body() == null) {
            return null;
        }
        return call.isRepeatable()
                ? new BasicAsyncEntityProducer(call.body(), ContentType.TEXT_PLAIN)
                : new StreamProducer(new ByteArrayInputStream(call.body()));
    }

    @Override
    long exchange(CloseableHttpAsyncClient client, URI uri, InputStream body) throws Exception {
        ConfigurableHttpRequest request = new ConfigurableHttpRequest("PUT", uri);
        return resultOf(client.execute(
                        new BasicRequestProducer(request, new StreamProducer(body)),
                        new CountingConsumer(false, false),
                        null))
                .count();
    }
}
