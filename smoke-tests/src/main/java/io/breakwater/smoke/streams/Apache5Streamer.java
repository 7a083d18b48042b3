package io.breakwater.smoke.streams;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Apache HttpClient 5. */
public final class Apache5Streamer implements Streamer {
    private final CloseableHttpClient client = HttpClients.createDefault();

    @Override
    public int upload(String url, long bytes) throws IOException {
        HttpPut request = new HttpPut(url);
        request.setEntity(new InputStreamEntity(new MadeBody(bytes), bytes, ContentType.APPLICATION_OCTET_STREAM));
        return client.execute(request, response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
    }

    @Override
    public long download(String url) throws IOException {
        return client.execute(new HttpGet(url), response -> {
            try (InputStream body = response.getEntity().getContent()) {
                return MadeBody.lengthOf(body);
            }
        });
    }
}
