package io.breakwater.benchmarks.startup;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A program that makes one call with {@code java.net.http}, to a server of its own. */
public final class HelloHttp {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello".getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 1;

    private HelloHttp() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerOne(server), "hello-server");
            thread.setDaemon(true);
            thread.start();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            System.out.println(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        }
    }

    private static void answerOne(ServerSocket server) {
        try (Socket connection = server.accept()) {
            InputStream in = connection.getInputStream();
            int ends = 0;
            while (ends < 4) {
                int next = in.read();
                ends = next == '\r' || next == '\n' ? ends + 1 : 0;
            }
            connection.getOutputStream().write(ANSWER);
            connection.getOutputStream().flush();
            while (in.read() >= 0) {
                // Until the client has the answer and goes.
            }
        } catch (IOException gone) {
            // The client sees what went wrong.
        }
    }
}
