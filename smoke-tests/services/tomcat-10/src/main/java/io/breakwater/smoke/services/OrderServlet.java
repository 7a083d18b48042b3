package io.breakwater.smoke.services;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Asks the next service, by HttpClient 5, and answers what that answered. Thread-safety: thread-safe. */
final class OrderServlet extends HttpServlet {
    private static final int CONNECTIONS = 10;

    private final transient CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS)
                    .build())
            .build();
    private final String next;

    OrderServlet(String next) {
        this.next = next;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        Headers headers = name -> Collections.list(request.getHeaders(name));
        Journal.received(query, headers);
        int status;
        try (Telemetry.Scope scope = Telemetry.serving("GET /order", headers)) {
            status = ask(query);
        }
        Journal.answers(query, status);
        response.setStatus(status);
        response.getOutputStream().write(("order " + status).getBytes(StandardCharsets.UTF_8));
    }

    private int ask(String query) {
        HttpGet get = new HttpGet(next + "/order?" + query);
        Journal.calls(query, "next");
        try (Telemetry.Scope scope = Telemetry.calling("GET", get::setHeader)) {
            int status = client.execute(get, answer -> {
                EntityUtils.consume(answer.getEntity());
                return answer.getCode();
            });
            Journal.called(query, "next", status);
            return status == 200 ? 200 : 502;
        } catch (IOException e) {
            Journal.called(query, "next", e);
            return 504;
        }
    }
}
