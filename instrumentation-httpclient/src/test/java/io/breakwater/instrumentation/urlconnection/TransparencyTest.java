package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire, and what the application sees of it, is the same with and without the agent. */
class TransparencyTest {

    /** What applications do with a connection. */
    enum Use {
        GET {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server.uri("/path?query=a"));
                connection.setRequestProperty("X-Header", "value");
                connection.setIfModifiedSince(1_000_000);
                return Calls.body(connection) + connection.getHeaderFields();
            }
        },
        HEAD {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server);
                connection.setRequestMethod("HEAD");
                return Calls.body(connection) + connection.getContentLength();
            }
        },
        FORM {
            @Override
            String make(ScriptedServer server) throws IOException {
                return Calls.body(Calls.sending("POST", server, "a=b&c=d"));
            }
        },
        GET_THAT_BECOMES_A_POST {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server);
                connection.setDoOutput(true);
                Calls.write(connection, "body");
                return Calls.body(connection) + connection.getRequestMethod();
            }
        },
        CHUNKS {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server);
                connection.setDoOutput(true);
                connection.setChunkedStreamingMode(3);
                Calls.write(connection, "in parts");
                return Calls.body(connection);
            }
        },
        EXPECT_CONTINUE {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server);
                connection.setDoOutput(true);
                connection.setRequestProperty("Expect", "100-Continue");
                connection.setFixedLengthStreamingMode(4);
                Calls.write(connection, "wait");
                return Calls.body(connection);
            }
        },
        REDIRECT {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server.uri("/moved"));
                return Calls.body(connection) + connection.getURL().getPath();
            }
        },
        REDIRECT_NOT_FOLLOWED {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server.uri("/moved"));
                connection.setInstanceFollowRedirects(false);
                return Calls.body(connection) + connection.getResponseCode();
            }
        },
        CREDENTIALS {
            @Override
            String make(ScriptedServer server) throws IOException {
                HttpURLConnection connection = Calls.to(server.uri("/private"));
                connection.setAuthenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("user", "word".toCharArray());
                    }
                });
                return Calls.body(connection);
            }
        },
        COOKIES {
            @Override
            String make(ScriptedServer server) throws IOException {
                CookieHandler before = CookieHandler.getDefault();
                CookieHandler.setDefault(new CookieManager());
                try {
                    return Calls.body(server) + Calls.body(server);
                } finally {
                    CookieHandler.setDefault(before);
                }
            }
        },
        PROXY {
            @Override
            String make(ScriptedServer server) throws IOException {
                URI elsewhere = URI.create("http://elsewhere.example/path");
                Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", server.port()));
                HttpURLConnection connection =
                        (HttpURLConnection) elsewhere.toURL().openConnection(proxy);
                return Calls.body(connection) + connection.usingProxy();
            }
        };

        abstract String make(ScriptedServer server) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void with_and_without_the_agent(Use use) throws Exception {
        String seenWithout;
        List<String> sentWithout;
        int connectionsWithout;
        try (ScriptedServer server = server()) {
            seenWithout = use.make(server);
            sentWithout = sent(server);
            connectionsWithout = server.connections();
        }
        try (ScriptedServer server = server();
                Agent agent = Agent.with(everything())) {

            String seen = use.make(server);

            assertThat(seen).isEqualTo(seenWithout);
            assertThat(sent(server)).isEqualTo(sentWithout);
            assertThat(server.connections()).isEqualTo(connectionsWithout);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static ScriptedServer server() {
        Answer byRequest = connection -> {
            String credentials = connection.request().header("Authorization");
            return answer(connection.request().path(), credentials).give(connection);
        };
        return ScriptedServer.answering(byRequest);
    }

    private static Answer answer(String path, String credentials) {
        switch (path) {
            case "/moved":
                return Answer.status(302, "", "Location: /there");
            case "/private":
                return credentials == null
                        ? Answer.status(401, "who?", "WWW-Authenticate: Basic realm=\"test\"")
                        : Answer.ok(credentials);
            default:
                return Answer.status(200, "yes", "Set-Cookie: name=value");
        }
    }

    /** The port differs, and it stands in the head. */
    private static List<String> sent(ScriptedServer server) {
        return server.received().stream()
                .map(request -> request.head().replace(":" + server.port(), ":port") + request.text())
                .collect(Collectors.toList());
    }

    private static Rules everything() {
        return Rules.attempts(3)
                .attempt(Duration.ofSeconds(10))
                .total(Duration.ofSeconds(20))
                .idle(Duration.ofSeconds(20))
                .connect(Duration.ofSeconds(10))
                .breakerAfter(1000)
                .bulkhead(10, Duration.ofSeconds(1));
    }
}
