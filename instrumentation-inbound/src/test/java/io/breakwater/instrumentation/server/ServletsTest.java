package io.breakwater.instrumentation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.context.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servlets without a container that we know, of both kinds. */
class ServletsTest {
    private final ServersEngine engine = new ServersEngine(InboundRules.read());
    private final List<Caller> seen = new ArrayList<>();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void a_javax_servlet_works_for_the_sender_of_its_request() throws Exception {
        new JavaxServlet()
                .service(
                        javax(javax.servlet.DispatcherType.REQUEST, "5000"),
                        answer(javax.servlet.http.HttpServletResponse.class));

        assertThat(seen).doesNotContainNull().hasSize(1);
        assertThat(engine.current()).isNull();
    }

    @Test
    void a_jakarta_servlet_works_for_the_sender_of_its_request() throws Exception {
        new JakartaServlet()
                .service(
                        jakarta(jakarta.servlet.DispatcherType.REQUEST, "5000"),
                        answer(jakarta.servlet.http.HttpServletResponse.class));

        assertThat(seen).doesNotContainNull().hasSize(1);
        assertThat(engine.current()).isNull();
    }

    @Test
    void what_is_dispatched_later_is_not_counted_anew() throws Exception {
        new JavaxServlet()
                .service(
                        javax(javax.servlet.DispatcherType.ASYNC, "5000"),
                        answer(javax.servlet.http.HttpServletResponse.class));
        new JakartaServlet()
                .service(
                        jakarta(jakarta.servlet.DispatcherType.ASYNC, "5000"),
                        answer(jakarta.servlet.http.HttpServletResponse.class));

        assertThat(seen).containsExactly(null, null);
    }

    @Test
    void a_request_that_says_nothing_is_left_alone() throws Exception {
        new JavaxServlet()
                .service(
                        javax(javax.servlet.DispatcherType.REQUEST, null),
                        answer(javax.servlet.http.HttpServletResponse.class));
        new JakartaServlet()
                .service(
                        jakarta(jakarta.servlet.DispatcherType.REQUEST, null),
                        answer(jakarta.servlet.http.HttpServletResponse.class));

        assertThat(seen).containsExactly(null, null);
    }

    @Test
    void what_the_servlet_throws_is_what_the_container_gets() {
        RuntimeException own = new IllegalStateException("the servlet's own");
        javax.servlet.http.HttpServlet failing = new javax.servlet.http.HttpServlet() {
            @Override
            protected void service(
                    javax.servlet.http.HttpServletRequest request, javax.servlet.http.HttpServletResponse response) {
                seen.add(engine.current());
                throw own;
            }
        };

        assertThatThrownBy(() -> failing.service(
                        javax(javax.servlet.DispatcherType.REQUEST, "5000"),
                        answer(javax.servlet.http.HttpServletResponse.class)))
                .isSameAs(own);
        assertThat(seen).doesNotContainNull().hasSize(1);
        assertThat(engine.current()).isNull();
    }

    private static javax.servlet.ServletRequest javax(Object dispatcher, String millis) {
        return request(javax.servlet.http.HttpServletRequest.class, dispatcher, millis);
    }

    private static jakarta.servlet.ServletRequest jakarta(Object dispatcher, String millis) {
        return request(jakarta.servlet.http.HttpServletRequest.class, dispatcher, millis);
    }

    private static <R> R answer(Class<R> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    private static <R> R request(Class<R> type, Object dispatcher, String millis) {
        InvocationHandler head = (proxy, method, arguments) -> {
            boolean isTold =
                    arguments != null && arguments[0].equals("x-envoy-expected-rq-timeout-ms") && millis != null;
            switch (method.getName()) {
                case "getDispatcherType":
                    return dispatcher;
                case "getHeader":
                    return isTold ? millis : null;
                case "getHeaders":
                    return Collections.enumeration(Collections.singletonList(millis));
                case "getMethod":
                    return "GET";
                case "getRequestURI":
                    return "/";
                default:
                    return null;
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, head));
    }

    private final class JavaxServlet extends javax.servlet.http.HttpServlet {
        @Override
        protected void service(
                javax.servlet.http.HttpServletRequest request, javax.servlet.http.HttpServletResponse response) {
            seen.add(engine.current());
        }
    }

    private final class JakartaServlet extends jakarta.servlet.http.HttpServlet {
        @Override
        protected void service(
                jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response) {
            seen.add(engine.current());
        }
    }
}
