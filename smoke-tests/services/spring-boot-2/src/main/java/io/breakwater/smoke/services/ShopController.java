package io.breakwater.smoke.services;

import java.util.Collections;
import javax.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.RestTemplate;

/** Asks the next service, by RestTemplate, and answers what that answered. Thread-safety: thread-safe. */
@RestController
public class ShopController {
    private final RestTemplate client;
    private final String next;

    ShopController(RestTemplateBuilder builder, @Value("${shop.next}") String next) {
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
        HttpHeaders headers = new HttpHeaders();
        Journal.calls(query, "next");
        try (Telemetry.Scope scope = Telemetry.calling("GET", headers::set)) {
            int status = client.exchange(
                            next + "/order?" + query, HttpMethod.GET, new HttpEntity<Void>(headers), String.class)
                    .getStatusCodeValue();
            Journal.called(query, "next", status);
            return status;
        } catch (RestClientResponseException e) {
            Journal.called(query, "next", e.getRawStatusCode());
            return 502;
        } catch (RestClientException e) {
            Journal.called(query, "next", e);
            return 504;
        }
    }
}
