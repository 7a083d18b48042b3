package io.breakwater.smoke.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Asks the next service, by HttpClient 4, and answers what that answered. Thread-safety: thread-safe. */
final class OrderServlet extends HttpServlet {
    private static final int CONNECTIONS = 10;

    private final transient CloseableHttpClient client = HttpClients.custom()
            .setMaxConnPerRoute(CONNECTIONS)
            .setMaxConnTotal(CONNECTIONS)
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
        try (Telemetry.Scope scope = Telemetry.calling("GET", get::setHeader);
                CloseableHttpResponse answer = client.execute(get)) {
            EntityUtils.consume(answer.getEntity());
            Journal.called(query, "next", answer.getStatusLine().getStatusCode());
            return answer.getStatusLine().getStatusCode() == 200 ? 200 : 502;
        } catch (IOException e) {
            Journal.called(query, "next", e);
            return 504;
        }
    }
}
