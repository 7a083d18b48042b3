package io.breakwater.instrumentation.apachehttp4.async;

import io.breakwater.instrumentation.apachehttp4.Sent;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncByteConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.protocol.HttpContext;

/** {@code execute} with a producer and a consumer of the application's own. */
public class ProducerConsumerForm extends AsyncForm {
    @Override
    public String form() {
        return "producer and consumer";
    }

    @Override
    Future<?> start(CloseableHttpAsyncClient client, HttpRequestBase request, CallSpec spec) {
        return client.execute(
                HttpAsyncMethods.create(Sent.target(spec), request), new Bytes(spec.isHandlerThrowing()), null, null);
    }

    private static final class Bytes extends AsyncByteConsumer<CallResult> {
        private final boolean throwing;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final Map<String, String> headers = new HashMap<>();
        private int status;

        Bytes(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        protected void onResponseReceived(HttpResponse response) {
            status = response.getStatusLine().getStatusCode();
            for (Header header : response.getAllHeaders()) {
                headers.putIfAbsent(header.getName(), header.getValue());
            }
        }

        @Override
        protected void onByteReceived(ByteBuffer part, IOControl control) throws IOException {
            while (part.hasRemaining()) {
                body.write(part.get());
            }
        }

        @Override
        protected CallResult buildResult(HttpContext context) {
            if (throwing) {
                throw new IllegalStateException("the consumer's own");
            }
            return new CallResult(status, headers, new String(body.toByteArray(), StandardCharsets.UTF_8));
        }
    }
}
