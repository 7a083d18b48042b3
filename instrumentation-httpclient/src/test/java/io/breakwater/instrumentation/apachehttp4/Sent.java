package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.utils.URIUtils;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.CoreProtocolPNames;
import org.apache.http.util.EntityUtils;

/** Requests as applications make them, and answers as they see them. */
public final class Sent {
    private Sent() {}

    public static HttpRequestBase request(CallSpec spec) {
        HttpRequestBase request = spec.body() == null ? new Request(spec.method()) : withBody(spec);
        request.setURI(spec.uri());
        for (int i = 0; i < spec.headers().size(); i += 2) {
            request.addHeader(spec.headers().get(i), spec.headers().get(i + 1));
        }
        configure(request, spec);
        return request;
    }

    /** For clients of the new style and for those of the old. */
    private static void configure(HttpRequestBase request, CallSpec spec) {
        RequestConfig.Builder config = RequestConfig.custom().setExpectContinueEnabled(spec.isExpectingContinue());
        if (spec.ownTimeout() != null) {
            int millis = (int) spec.ownTimeout().toMillis();
            config.setSocketTimeout(millis);
            request.getParams().setIntParameter(CoreConnectionPNames.SO_TIMEOUT, millis);
        }
        if (spec.ownConnectTimeout() != null) {
            int millis = (int) spec.ownConnectTimeout().toMillis();
            config.setConnectTimeout(millis);
            request.getParams().setIntParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, millis);
        }
        if (spec.isExpectingContinue()) {
            request.getParams().setBooleanParameter(CoreProtocolPNames.USE_EXPECT_CONTINUE, true);
        }
        if (spec.ownTimeout() != null || spec.ownConnectTimeout() != null || spec.isExpectingContinue()) {
            request.setConfig(config.build());
        }
    }

    private static HttpRequestBase withBody(CallSpec spec) {
        RequestWithBody request = new RequestWithBody(spec.method());
        request.setEntity(
                spec.isRepeatable()
                        ? new ByteArrayEntity(spec.body())
                        : new InputStreamEntity(new ByteArrayInputStream(spec.body()), spec.body().length));
        return request;
    }

    public static HttpHost target(CallSpec spec) {
        return URIUtils.extractHost(spec.uri());
    }

    public static CallResult result(HttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getAllHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        String body = entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8);
        return new CallResult(response.getStatusLine().getStatusCode(), headers, body);
    }

    private static final class Request extends HttpRequestBase {
        private final String method;

        Request(String method) {
            this.method = method;
        }

        @Override
        public String getMethod() {
            return method;
        }
    }

    private static final class RequestWithBody extends HttpEntityEnclosingRequestBase {
        private final String method;

        RequestWithBody(String method) {
            this.method = method;
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}
