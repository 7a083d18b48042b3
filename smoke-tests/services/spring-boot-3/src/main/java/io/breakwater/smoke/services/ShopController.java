package io.breakwater.smoke.services;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Asks the next service, by RestClient, and answers what that answered. Thread-safety: thread-safe. */
@RestController
public class ShopController {
    private final RestClient client;
    private final String next;

    ShopController(RestClient.Builder builder, @Value("${shop.next}") String next) {
        this.client = builder.build();
        this.next = next;
    }

    @GetMapping("/order")
    ResponseEntity<String> order(HttpServletRequest request) {
        String query = request.getQueryString();
        Headers headers = name -> Collections.list(request.getHeaders(name));
        Journal.received(query, headers);
        int status;
        try (Telemetry.Scope scope = Telemetry.serving("GET /order", headers)) {
            status = ask(query);
        }
        Journal.answers(query, status);
        return ResponseEntity.status(status).body("shop " + status);
    }

    private int ask(String query) {
        RestClient.RequestHeadersSpec<?> get = client.get().uri(next + "/order?" + query);
        Journal.calls(query, "next");
        try (Telemetry.Scope scope =
                Telemetry.calling("GET", (name, value) -> get.headers(headers -> headers.set(name, value)))) {
            int status = get.retrieve().toEntity(String.class).getStatusCode().value();
            Journal.called(query, "next", status);
            return status;
        } catch (RestClientResponseException e) {
            Journal.called(query, "next", e.getStatusCode().value());
            return 502;
        } catch (RestClientException e) {
            Journal.called(query, "next", e);
            return 504;
        }
    }
}
