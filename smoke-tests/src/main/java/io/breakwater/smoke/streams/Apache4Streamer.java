package io.breakwater.smoke.streams;

import java.io.IOException;
import java.io.InputStream;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4. */
public final class Apache4Streamer implements Streamer {
    private final CloseableHttpClient client = HttpClients.createDefault();

    @Override
    public int upload(String url, long bytes) throws IOException {
        HttpPut request = new HttpPut(url);
        request.setEntity(new InputStreamEntity(new MadeBody(bytes), bytes));
        try (CloseableHttpResponse response = client.execute(request)) {
            EntityUtils.consume(response.getEntity());
            return response.getStatusLine().getStatusCode();
        }
    }

    @Override
    public long download(String url) throws IOException {
        try (CloseableHttpResponse response = client.execute(new HttpGet(url));
                InputStream body = response.getEntity().getContent()) {
            return MadeBody.lengthOf(body);
        }
    }
}
