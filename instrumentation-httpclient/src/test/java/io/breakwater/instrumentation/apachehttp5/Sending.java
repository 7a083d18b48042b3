package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.CallResult;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The ways in which an application makes a call. Each test of a behaviour that they share is run for all of them. */
enum Sending {
    CLASSIC {
        @Override
        CallResult send(
                Clients clients, String method, URI uri, String body, RequestConfig config, HttpClientContext context)
                throws Exception {
            return blocking(clients.classic, method, uri, body, config, context);
        }
    },
    MINIMAL {
        @Override
        CallResult send(
                Clients clients, String method, URI uri, String body, RequestConfig config, HttpClientContext context)
                throws Exception {
            return blocking(clients.minimal, method, uri, body, config, context);
        }
    },
    ASYNC {
        @Override
        CallResult send(
                Clients clients, String method, URI uri, String body, RequestConfig config, HttpClientContext context)
                throws Exception {
            SimpleHttpResponse response =
                    resultOf(clients.async.execute(simple(method, uri, body, config), context, null));
            return ClassicForm.resultOf(response, String.valueOf(response.getBodyText()));
        }
    };

    abstract CallResult send(
            Clients clients, String method, URI uri, String body, RequestConfig config, HttpClientContext context)
            throws Exception;

    CallResult get(Clients clients, URI uri) throws Exception {
        return get(clients, uri, null);
    }

    CallResult get(Clients clients, URI uri, RequestConfig config) throws Exception {
        return send(clients, "GET", uri, null, config, HttpClientContext.create());
    }

    CallResult post(Clients clients, URI uri, String body) throws Exception {
        return send(clients, "POST", uri, body, null, HttpClientContext.create());
    }

    private static CallResult blocking(
            CloseableHttpClient client,
            String method,
            URI uri,
            String body,
            RequestConfig config,
            HttpClientContext context)
            throws Exception {
        HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
        request.setConfig(config);
        if (body != null) {
            request.setEntity(new StringEntity(body));
        }
        return client.execute(request, context, ClassicForm::resultOf);
    }

    static SimpleHttpRequest simple(String method, URI uri, String body, RequestConfig config) {
        SimpleHttpRequest request = new SimpleHttpRequest(method, uri);
        request.setConfig(config);
        if (body != null) {
            request.setBody(body, ContentType.TEXT_PLAIN);
        }
        return request;
    }

    static <T> T resultOf(Future<T> future) throws Exception {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        } catch (TimeoutException hangs) {
            throw new AssertionError("no end of the call in 20 s", hangs);
        }
    }
}
