package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import java.io.IOException;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.protocol.BasicHttpContext;

/** {@code execute} with a response handler, a target of its own and a context. */
public final class HandlerForm extends BlockingForm {
    @Override
    public String form() {
        return "execute with a handler";
    }

    @Override
    CallResult call(HttpClient client, HttpRequestBase request, CallSpec spec) throws IOException {
        return client.execute(
                Sent.target(spec),
                request,
                response -> {
                    if (spec.isHandlerThrowing()) {
                        throw new IllegalStateException("the handler's own");
                    }
                    return Sent.result(response);
                },
                new BasicHttpContext());
    }
}
