package io.breakwater.instrumentation.frameworks;

import java.net.URI;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Spring's blocking clients, each over several HTTP clients. */
enum SpringClient {
    REST_TEMPLATE_OVER_HTTP_CLIENT_5 {
        @Override
        Framework calling(URI server) {
            return new OverRestTemplate(server, new HttpComponentsClientHttpRequestFactory());
        }
    },
    REST_TEMPLATE_OVER_HTTP_URL_CONNECTION {
        @Override
        Framework calling(URI server) {
            return new OverRestTemplate(server, new SimpleClientHttpRequestFactory());
        }
    },
    REST_TEMPLATE_OVER_JAVA_NET_HTTP {
        @Override
        Framework calling(URI server) {
            return new OverRestTemplate(server, new JdkClientHttpRequestFactory());
        }
    },
    REST_CLIENT_OVER_HTTP_CLIENT_5 {
        @Override
        Framework calling(URI server) {
            return new OverRestClient(server, new HttpComponentsClientHttpRequestFactory());
        }
    },
    REST_CLIENT_OVER_HTTP_URL_CONNECTION {
        @Override
        Framework calling(URI server) {
            return new OverRestClient(server, new SimpleClientHttpRequestFactory());
        }
    },
    REST_CLIENT_OVER_JAVA_NET_HTTP {
        @Override
        Framework calling(URI server) {
            return new OverRestClient(server, new JdkClientHttpRequestFactory());
        }
    };

    abstract Framework calling(URI server);

    /** What a call takes, whoever makes it. */
    private abstract static class Calls implements Framework {
        final URI uri;
        private final ClientHttpRequestFactory requests;

        Calls(URI server, ClientHttpRequestFactory requests) {
            this.uri = server.resolve("/stock");
            this.requests = requests;
        }

        @Override
        public final void close() throws Exception {
            if (requests instanceof DisposableBean) {
                ((DisposableBean) requests).destroy();
            }
        }
    }

    private static final class OverRestTemplate extends Calls {
        private final RestTemplate template;

        OverRestTemplate(URI server, ClientHttpRequestFactory requests) {
            super(server, requests);
            this.template = new RestTemplate(requests);
        }

        @Override
        public String get() {
            return template.getForObject(uri, String.class);
        }

        @Override
        public String post(String body) {
            return template.postForObject(uri, body, String.class);
        }
    }

    private static final class OverRestClient extends Calls {
        private final RestClient client;

        OverRestClient(URI server, ClientHttpRequestFactory requests) {
            super(server, requests);
            this.client = RestClient.builder().requestFactory(requests).build();
        }

        @Override
        public String get() {
            return client.get().uri(uri).retrieve().body(String.class);
        }

        @Override
        public String post(String body) {
            return client.post().uri(uri).body(body).retrieve().body(String.class);
        }
    }
}
