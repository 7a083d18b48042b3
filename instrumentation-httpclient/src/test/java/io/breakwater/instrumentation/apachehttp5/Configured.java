package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.ClientSettings;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.HttpHost;

/** The parts of a client, as applications set them. */
final class Configured {
    private Configured() {}

    static HttpClientBuilder with(ClientSettings settings, HttpClientBuilder builder) {
        builder.setDefaultCredentialsProvider(credentials(settings)).setProxy(proxy(settings));
        return settings.arePreemptive()
                ? builder.addExecInterceptorBefore("REDIRECT", "unasked", (request, scope, chain) -> {
                    giveUnasked(scope.route.getTargetHost(), scope.clientContext);
                    return chain.proceed(request, scope);
                })
                : builder;
    }

    static HttpAsyncClientBuilder with(ClientSettings settings, HttpAsyncClientBuilder builder) {
        builder.setDefaultCredentialsProvider(credentials(settings)).setProxy(proxy(settings));
        return settings.arePreemptive()
                ? builder.addExecInterceptorBefore("REDIRECT", "unasked", (request, body, scope, chain, callback) -> {
                    giveUnasked(scope.route.getTargetHost(), scope.clientContext);
                    chain.proceed(request, body, scope, callback);
                })
                : builder;
    }

    static PoolingHttpClientConnectionManager pool(ClientSettings settings) {
        PoolingHttpClientConnectionManager pool = settings.isTrusting()
                ? PoolingHttpClientConnectionManagerBuilder.create()
                        .setSSLSocketFactory(new SSLConnectionSocketFactory(Tls.context()))
                        .build()
                : new PoolingHttpClientConnectionManager();
        pool.setDefaultMaxPerRoute(10);
        return pool;
    }

    static PoolingAsyncClientConnectionManager asyncPool(ClientSettings settings) {
        PoolingAsyncClientConnectionManager pool = settings.isTrusting()
                ? PoolingAsyncClientConnectionManagerBuilder.create()
                        .setTlsStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(Tls.context())
                                .build())
                        .build()
                : new PoolingAsyncClientConnectionManager();
        pool.setDefaultMaxPerRoute(10);
        return pool;
    }

    /** Null for the client's own. */
    private static CredentialsProvider credentials(ClientSettings settings) {
        if (!settings.hasCredentials() && !settings.hasProxyCredentials()) {
            return null;
        }
        BasicCredentialsProvider provider = new BasicCredentialsProvider();
        if (settings.hasCredentials()) {
            provider.setCredentials(
                    new AuthScope(null, -1),
                    new UsernamePasswordCredentials(ClientSettings.USER, ClientSettings.PASSWORD.toCharArray()));
        }
        if (settings.hasProxyCredentials()) {
            provider.setCredentials(
                    new AuthScope("localhost", settings.proxyPort()),
                    new UsernamePasswordCredentials(
                            ClientSettings.PROXY_USER, ClientSettings.PROXY_PASSWORD.toCharArray()));
        }
        return provider;
    }

    private static HttpHost proxy(ClientSettings settings) {
        return settings.proxyPort() == 0 ? null : new HttpHost("localhost", settings.proxyPort());
    }

    private static void giveUnasked(HttpHost server, HttpClientContext context) {
        BasicScheme scheme = new BasicScheme();
        scheme.initPreemptive(
                new UsernamePasswordCredentials(ClientSettings.USER, ClientSettings.PASSWORD.toCharArray()));
        BasicAuthCache schemes = new BasicAuthCache();
        schemes.put(server, scheme);
        context.setAuthCache(schemes);
    }
}
