package io.breakwater.instrumentation.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What an application sets when it makes a client. Not thread-safe until it is given away. */
public final class ClientSettings {
    public static final String USER = "user";
    public static final String PASSWORD = "word";
    public static final String PROXY_USER = "proxy-user";
    public static final String PROXY_PASSWORD = "proxy-word";

    private int proxyPort;
    private boolean credentials;
    private boolean preemptive;
    private boolean proxyCredentials;
    private boolean cookies;
    private boolean trusting;

    private ClientSettings() {}

    public static ClientSettings defaults() {
        return new ClientSettings();
    }

    /** All goes through a proxy at this port of this machine. */
    public ClientSettings proxy(int port) {
        proxyPort = port;
        return this;
    }

    /** {@link #USER} and {@link #PASSWORD} for a server that asks. */
    public ClientSettings credentials() {
        credentials = true;
        return this;
    }

    /** {@link #USER} and {@link #PASSWORD} with every request, by the basic scheme. */
    public ClientSettings preemptiveCredentials() {
        preemptive = true;
        return credentials();
    }

    /** {@link #PROXY_USER} and {@link #PROXY_PASSWORD} for a proxy that asks. */
    public ClientSettings proxyCredentials() {
        proxyCredentials = true;
        return this;
    }

    /** Cookies are kept and sent back, as some clients do anyway. */
    public ClientSettings cookies() {
        cookies = true;
        return this;
    }

    /** The key of {@link io.breakwater.instrumentation.kit.Tls} is trusted. */
    public ClientSettings trusting() {
        trusting = true;
        return this;
    }

    /** 0 if there is none. */
    public int proxyPort() {
        return proxyPort;
    }

    public boolean hasCredentials() {
        return credentials;
    }

    public boolean arePreemptive() {
        return preemptive;
    }

    public boolean hasProxyCredentials() {
        return proxyCredentials;
    }

    public boolean keepCookies() {
        return cookies;
    }

    public boolean isTrusting() {
        return trusting;
    }

    /** What a request says by the basic scheme. */
    public static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.ISO_8859_1));
    }
}
