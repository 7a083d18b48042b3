package io.breakwater.instrumentation.scenario;

import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What clients do on the wire by themselves, and must go on doing. */
enum WireFeature {
    REDIRECTED_GET {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveEach(WireFeature::moved);
            stage.open(ClientSettings.defaults());
            for (int status : REDIRECTS) {
                stage.get(server, "/" + status + "/there?a=b");
            }
            stage.get(server, "/301/302/303/307/there");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("GET /there")
                    && recording.endings().get(REDIRECTS.length).contains("GET /there");
        }
    },
    REDIRECTED_POST {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveEach(WireFeature::moved);
            stage.open(ClientSettings.defaults());
            for (int status : REDIRECTS) {
                stage.send("POST", server, "/" + status + "/there");
            }
            stage.sendOnce("POST", server, "/307/there");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("GET /there") || recording.haveRequests("POST /there");
        }
    },
    REDIRECTED_ELSEWHERE {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer other = stage.serve(Answer.ok("elsewhere"));
            ScriptedServer server =
                    stage.serve(Answer.status(302, "", "Location: " + other.uri("/there"), "Set-Cookie: given=here"));
            stage.open(ClientSettings.defaults().preemptiveCredentials().cookies());
            stage.get(server, "/");
            stage.get(server, "/");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.allEndIn("elsewhere");
        }
    },
    PROXY {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer proxy = stage.serve(Challenges.throughProxy(Answer.ok("by proxy")));
            stage.open(ClientSettings.defaults().proxy(proxy.port()));
            callFarAway(stage);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("GET " + FAR_AWAY) && recording.allEndIn("by proxy");
        }
    },
    PROXY_WITH_CREDENTIALS {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer proxy = stage.serve(Challenges.proxy(Answer.ok("by proxy")));
            stage.open(ClientSettings.defaults().proxy(proxy.port()).proxyCredentials());
            callFarAway(stage);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("Proxy-Authorization: Basic ") && recording.allEndIn("by proxy");
        }
    },
    PROXY_WITHOUT_CREDENTIALS {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer proxy = stage.serve(Challenges.proxy(Answer.ok("by proxy")));
            stage.open(ClientSettings.defaults().proxy(proxy.port()));
            callFarAway(stage);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.allEndIn("407");
        }
    },
    TUNNEL_WITH_CREDENTIALS {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer proxy = stage.serve(Challenges.proxy(Answer.status(400, "no tunnel")));
            ScriptedServer server = stage.serveOverTls(Answer.ok("through the tunnel"));
            stage.open(ClientSettings.defaults()
                    .proxy(proxy.port())
                    .proxyCredentials()
                    .trusting());
            stage.get(server, "/path?query=1");
            stage.get(server, "/again");
            stage.send("POST", server, "/");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("CONNECT localhost:PORT1 ") && recording.allEndIn("through the tunnel");
        }
    },
    TUNNEL_WITHOUT_CREDENTIALS {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer proxy = stage.serve(Challenges.proxy(Answer.status(400, "no tunnel")));
            ScriptedServer server = stage.serveOverTls(Answer.ok("through the tunnel"));
            stage.open(ClientSettings.defaults().proxy(proxy.port()).trusting());
            stage.get(server, "/");
            stage.get(server, "/");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("CONNECT localhost:PORT1 ")
                    && recording.connections().get(1) == 0;
        }
    },
    TUNNEL_REFUSED {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer proxy = stage.serve(Answer.status(403, "not there"));
            ScriptedServer server = stage.serveOverTls(Answer.ok("through the tunnel"));
            stage.open(ClientSettings.defaults().proxy(proxy.port()).trusting());
            stage.get(server, "/");
            stage.get(server, "/");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("CONNECT localhost:PORT1 ")
                    && recording.connections().get(1) == 0;
        }
    },
    BASIC {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serve(Challenges.basic(Answer.ok("welcome")));
            stage.open(ClientSettings.defaults().credentials());
            callWithAll(stage, server);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.endings().get(0).contains("welcome");
        }
    },
    BASIC_UNASKED {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serve(Challenges.basic(Answer.ok("welcome")));
            stage.open(ClientSettings.defaults().preemptiveCredentials());
            callWithAll(stage, server);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.requests().size() == recording.endings().size() && recording.allEndIn("welcome");
        }
    },
    BASIC_WITHOUT_CREDENTIALS {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serve(Challenges.basic(Answer.ok("welcome")));
            stage.open(ClientSettings.defaults());
            callWithAll(stage, server);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.allEndIn("401");
        }
    },
    DIGEST {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serve(Challenges.digest(Answer.ok("welcome")));
            stage.open(ClientSettings.defaults().credentials());
            callWithAll(stage, server);
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.endings().get(0).contains("welcome");
        }
    },
    COOKIES {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveEach(request -> Answer.status(
                    request.path().equals("/302") ? 302 : 200,
                    "yes",
                    "Location: /there",
                    "Set-Cookie: path=" + request.path().substring(1) + "; Path=/"));
            stage.open(ClientSettings.defaults().cookies());
            stage.get(server, "/first");
            stage.get(server, "/second");
            stage.get(server, "/302");
            stage.send("POST", server, "/last");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.requests().get(1).contains("Cookie: path=first\r\n");
        }
    },
    GZIP {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveEach(
                    request -> String.valueOf(request.header("Accept-Encoding")).contains("gzip")
                            ? Answer.bytes(200, gzip("decoded"), "Content-Encoding: gzip")
                            : Answer.ok("not encoded"));
            stage.open(ClientSettings.defaults());
            stage.get(server, "/");
            stage.call(CallSpec.get(server.uri("/")).header("Accept-Encoding", "gzip"));
            stage.call(CallSpec.get(server.uri("/")).header("Accept-Encoding", "identity"));
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.endings().get(0).endsWith(" decoded");
        }
    },
    EXPECT_CONTINUE {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serve(Answer.ok("received"));
            stage.open(ClientSettings.defaults());
            if (stage.sendsBodies()) {
                stage.call(
                        WireStage.withBody(CallSpec.of("PUT", server.uri("/"))).expectContinue());
                stage.call(
                        WireStage.withBody(CallSpec.of("POST", server.uri("/"))).expectContinue());
            }
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.haveRequests("Expect: 100-continue") && recording.allEndIn("received");
        }
    },
    CONNECTION_REUSE {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveEach(request ->
                    request.path().equals("/3") ? Answer.status(404, "not here") : Answer.chunked(200, "in ", "parts"));
            stage.open(ClientSettings.defaults());
            for (int number = 1; number <= 5; number++) {
                stage.get(server, "/" + number);
            }
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.connections().get(0) == 1;
        }
    },
    TLS {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveOverTls(Answer.ok("secret"));
            stage.open(ClientSettings.defaults().trusting());
            stage.get(server, "/");
            stage.get(server, "/again");
            stage.send("POST", server, "/");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.allEndIn("secret");
        }
    },
    TLS_UNTRUSTED {
        @Override
        void play(WireStage stage) throws Exception {
            ScriptedServer server = stage.serveOverTls(Answer.ok("secret"));
            stage.open(ClientSettings.defaults());
            stage.get(server, "/");
            stage.send("POST", server, "/");
        }

        @Override
        boolean isShownBy(Recording recording) {
            return recording.requests().isEmpty() && recording.allEndIn("SSLHandshakeException");
        }
    };

    private static final int[] REDIRECTS = {301, 302, 303, 307, 308};
    private static final String FAR_AWAY = "http://inventory.example/stock?item=7";

    /** Serves, and calls. */
    abstract void play(WireStage stage) throws Exception;

    /** True if the client did what this is about: there is something to compare. */
    abstract boolean isShownBy(Recording recording);

    /** {@code /301/there} has moved to {@code /there}. */
    private static Answer moved(ReceivedRequest request) {
        String path = request.path();
        return path.startsWith("/3")
                ? Answer.status(Integer.parseInt(path.substring(1, 4)), "moved", "Location: " + path.substring(4))
                : Answer.ok(request.method() + " " + path + " " + request.text());
    }

    private static void callFarAway(WireStage stage) {
        URI target = URI.create(FAR_AWAY);
        stage.call(CallSpec.get(target));
        stage.call(CallSpec.get(target));
        if (stage.sendsBodies()) {
            stage.call(WireStage.withBody(CallSpec.of("POST", target)));
        }
    }

    private static void callWithAll(WireStage stage, ScriptedServer server) {
        stage.get(server, "/path?query=1");
        stage.get(server, "/again");
        stage.send("PUT", server, "/");
        stage.send("POST", server, "/");
        stage.sendOnce("PUT", server, "/");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }
}
