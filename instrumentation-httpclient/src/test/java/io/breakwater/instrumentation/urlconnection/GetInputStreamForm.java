package io.breakwater.instrumentation.urlconnection;

import io.breakwater.instrumentation.scenario.CallSpec;
import java.net.HttpURLConnection;

/** {@code getResponseCode}, {@code getInputStream} and the like, and nothing before. */
public final class GetInputStreamForm extends UrlConnectionForm {

    @Override
    public String form() {
        return "getInputStream";
    }

    @Override
    public boolean sendsBodies() {
        return false;
    }

    @Override
    void begin(HttpURLConnection connection, CallSpec call) {}
}
