package io.breakwater.instrumentation.urlconnection;

import io.breakwater.instrumentation.scenario.CallSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;

/** {@code getOutputStream}, or where there is no body {@code connect}, before the answer is asked for. */
public final class GetOutputStreamForm extends UrlConnectionForm {

    @Override
    public String form() {
        return "connect or getOutputStream";
    }

    @Override
    void begin(HttpURLConnection connection, CallSpec call) throws IOException {
        if (call.body() == null) {
            connection.connect();
            return;
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(call.body());
        }
    }
}
