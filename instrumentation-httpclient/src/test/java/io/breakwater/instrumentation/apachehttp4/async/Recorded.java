package io.breakwater.instrumentation.apachehttp4.async;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.BasicAsyncResponseConsumer;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/** An application's own producer, consumer and callback, which write down what they are told. Thread-safe. */
final class Recorded implements FutureCallback<HttpResponse> {

    final List<String> told = new CopyOnWriteArrayList<>();
    final CompletableFuture<HttpResponse> end = new CompletableFuture<>();
    private final URI uri;

    Recorded(URI uri) {
        this.uri = uri;
    }

    /** Good for one request, as a producer may be: it gives another the second time. */
    HttpAsyncRequestProducer producer() {
        return new HttpAsyncRequestProducer() {
            private int asked;

            @Override
            public HttpHost getTarget() {
                return new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
            }

            @Override
            public HttpRequest generateRequest() {
                asked++;
                return new BasicHttpRequest("GET", uri.getPath() + asked);
            }

            @Override
            public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
                encoder.complete();
            }

            @Override
            public void requestCompleted(HttpContext context) {}

            @Override
            public void failed(Exception failure) {
                told.add("producer failed");
            }

            @Override
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public void resetRequest() {}

            @Override
            public void close() {
                told.add("producer closed");
            }
        };
    }

    HttpAsyncResponseConsumer<HttpResponse> consumer() {
        BasicAsyncResponseConsumer consumer = new BasicAsyncResponseConsumer();
        return new HttpAsyncResponseConsumer<HttpResponse>() {
            @Override
            public void responseReceived(HttpResponse response) throws IOException, org.apache.http.HttpException {
                told.add("answer " + response.getStatusLine().getStatusCode());
                consumer.responseReceived(response);
            }

            @Override
            public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
                consumer.consumeContent(decoder, control);
            }

            @Override
            public void responseCompleted(HttpContext context) {
                told.add("answer completed");
                consumer.responseCompleted(context);
            }

            @Override
            public void failed(Exception failure) {
                told.add("consumer failed");
                consumer.failed(failure);
            }

            @Override
            public Exception getException() {
                return consumer.getException();
            }

            @Override
            public HttpResponse getResult() {
                return consumer.getResult();
            }

            @Override
            public boolean isDone() {
                return consumer.isDone();
            }

            @Override
            public boolean cancel() {
                told.add("consumer cancelled");
                return consumer.cancel();
            }

            @Override
            public void close() throws IOException {
                told.add("consumer closed");
                consumer.close();
            }
        };
    }

    @Override
    public void completed(HttpResponse response) {
        told.add("completed");
        end.complete(response);
    }

    @Override
    public void failed(Exception failure) {
        told.add("failed");
        end.completeExceptionally(failure);
    }

    @Override
    public void cancelled() {
        told.add("cancelled");
        end.cancel(false);
    }
}
