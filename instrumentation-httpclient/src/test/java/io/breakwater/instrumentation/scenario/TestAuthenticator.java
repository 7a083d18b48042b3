package io.breakwater.instrumentation.scenario;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/** Gives a client of the JDK the credentials that it asks for. Thread-safe. */
public final class TestAuthenticator extends Authenticator {
    private final ClientSettings settings;

    public TestAuthenticator(ClientSettings settings) {
        this.settings = settings;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() == RequestorType.PROXY) {
            return settings.hasProxyCredentials()
                    ? credentials(ClientSettings.PROXY_USER, ClientSettings.PROXY_PASSWORD)
                    : null;
        }
        return settings.hasCredentials() ? credentials(ClientSettings.USER, ClientSettings.PASSWORD) : null;
    }

    private static PasswordAuthentication credentials(String user, String password) {
        return new PasswordAuthentication(user, password.toCharArray());
    }
}
