package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import java.io.IOException;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;

/** {@code execute} with an answer to close. */
public final class ExecuteForm extends BlockingForm {
    @Override
    public String form() {
        return "execute";
    }

    @Override
    CallResult call(HttpClient client, HttpRequestBase request, CallSpec spec) throws IOException {
        return read(client.execute(request));
    }
}
