package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.ClientSettings;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.auth.BasicScheme;
import org.apache.http.impl.client.BasicAuthCache;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** The parts of a client, as applications set them. */
public final class Configured {
    private Configured() {}

    static HttpClientBuilder builder(ClientSettings settings) {
        HttpClientBuilder builder = HttpClients.custom()
                .setDefaultCredentialsProvider(credentials(settings))
                .setProxy(proxy(settings));
        return settings.arePreemptive() ? builder.addInterceptorFirst(preemptive()) : builder;
    }

    static PoolingHttpClientConnectionManager pool(ClientSettings settings) {
        PoolingHttpClientConnectionManager pool = settings.isTrusting()
                ? new PoolingHttpClientConnectionManager(RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.INSTANCE)
                        .register("https", new SSLConnectionSocketFactory(Tls.context()))
                        .build())
                : new PoolingHttpClientConnectionManager();
        pool.setDefaultMaxPerRoute(10);
        return pool;
    }

    /** Null for the client's own. */
    public static CredentialsProvider credentials(ClientSettings settings) {
        if (!settings.hasCredentials() && !settings.hasProxyCredentials()) {
            return null;
        }
        BasicCredentialsProvider provider = new BasicCredentialsProvider();
        if (settings.hasCredentials()) {
            provider.setCredentials(
                    AuthScope.ANY, new UsernamePasswordCredentials(ClientSettings.USER, ClientSettings.PASSWORD));
        }
        if (settings.hasProxyCredentials()) {
            provider.setCredentials(
                    new AuthScope("localhost", settings.proxyPort()),
                    new UsernamePasswordCredentials(ClientSettings.PROXY_USER, ClientSettings.PROXY_PASSWORD));
        }
        return provider;
    }

    /** Null if there is none. */
    public static HttpHost proxy(ClientSettings settings) {
        return settings.proxyPort() == 0 ? null : new HttpHost("localhost", settings.proxyPort());
    }

    public static HttpRequestInterceptor preemptive() {
        return (request, context) -> {
            BasicAuthCache schemes = new BasicAuthCache();
            schemes.put((HttpHost) context.getAttribute(HttpClientContext.HTTP_TARGET_HOST), new BasicScheme());
            context.setAttribute(HttpClientContext.AUTH_CACHE, schemes);
        };
    }
}
