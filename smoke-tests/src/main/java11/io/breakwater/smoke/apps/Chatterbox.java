package io.breakwater.smoke.apps;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to standard error without end in one thread, and once nobody takes that any more, makes blocking calls in
 * another. Prints how many of them were answered with 200.
 *
 * <p>Arguments: an address, the number of calls.
 */
public final class Chatterbox {
    private static final byte[] LINE = "nothing new\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong lines = new AtomicLong();

    private Chatterbox() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new Chatterbox().chatUntilNobodyListens();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        int answered = 0;
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                answered++;
            }
        }
        System.out.println(answered + " answered");
    }

    private void chatUntilNobodyListens() throws InterruptedException {
        Thread thread = new Thread(this::chat, "chatterbox");
        thread.setDaemon(true);
        thread.start();
        long before;
        do {
            before = lines.get();
            Thread.sleep(300);
        } while (before == 0 || lines.get() > before);
    }

    /** Past {@code System.err}, whose lock would otherwise be held for ever. */
    private void chat() {
        try (OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            while (true) {
                err.write(LINE);
                lines.incrementAndGet();
            }
        } catch (IOException closed) {
            // Nobody listens, and nobody ever will.
        }
    }
}
