package io.breakwater.instrumentation.urlconnection;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.List;

/**
 * The JDK's {@code HttpURLConnection}. All that an application calls to get an answer goes through {@code
 * getInputStream}; {@code connect} and {@code getOutputStream} open the connection ahead of it. The other join points are
 * inside: where the request is written, the answer awaited, a redirect followed, and the connection given up.
 */
public final class UrlConnectionModule implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.urlconnection.";
    private static final String CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";
    private static final String HTTPS_CONNECTION = "sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection";
    private static final String CLIENT = "sun.net.www.http.HttpClient";

    @Override
    public String name() {
        return "HttpURLConnection";
    }

    @Override
    public String versions() {
        return "the JDK's, 8 to 25";
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "Calls are retried only where the configuration says `url-connection: true`, because that takes hold of"
                        + " private parts of the JDK; where these are not as we know them, nothing is retried.",
                "A request body in streaming mode is never sent again; sending it has no time limit and no place in the bulkhead.",
                "The limit of an attempt or a call begins anew when the application asks for the answer after it has"
                        + " connected by itself.",
                "A request in streaming mode is written before the application asks for the answer, and tells nobody of a"
                        + " deadline. Of any other, a trusted host is told when it is written, also over a connection that was made"
                        + " ahead; `getRequestProperty` does not show it.",
                "An event stream is left out of attempt and total, and ends with the caller's deadline.",
                "A look-up of the host's name cannot be limited.",
                "For the circuit breaker and the bulkhead a call ends with the head of its answer; the timeouts attempt and"
                        + " total go on until the body has been read.",
                "An answer of an installed `ResponseCache` counts for nothing, but is not given out while the circuit"
                        + " breaker is open.",
                "Only the JDK's own handlers of http and https are covered, not those that an application server or an"
                        + " application brings.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(CONNECTION, "getInputStream", "()Ljava/io/InputStream;", PACKAGE + "InputStreamAdapter"),
                JoinPoint.of(CONNECTION, "connect", "()V", PACKAGE + "ConnectAdapter"),
                JoinPoint.of(HTTPS_CONNECTION, "connect", "()V", PACKAGE + "ConnectAdapter"),
                JoinPoint.of(CONNECTION, "disconnect", "()V", PACKAGE + "DisconnectAdapter"),
                JoinPoint.of(CONNECTION, "writeRequests", "()V", PACKAGE + "RequestAdapter"),
                JoinPoint.of(
                        CONNECTION,
                        "followRedirect0",
                        "(Ljava/lang/String;ILjava/net/URL;)Z",
                        PACKAGE + "RedirectAdapter"),
                JoinPoint.of(
                        CLIENT,
                        "writeRequests",
                        "(Lsun/net/www/MessageHeader;Lsun/net/www/http/PosterOutputStream;Z)V",
                        PACKAGE + "WriteAdapter"),
                // Up to Java 17 or so, then later ones; a method that a version does not have is no join point there.
                JoinPoint.of(
                        CLIENT,
                        "parseHTTP",
                        "(Lsun/net/www/MessageHeader;Lsun/net/ProgressSource;L" + CONNECTION.replace('.', '/') + ";)Z",
                        PACKAGE + "AnswerAdapter"),
                JoinPoint.of(
                        CLIENT,
                        "parseHTTP",
                        "(Lsun/net/www/MessageHeader;L" + CONNECTION.replace('.', '/') + ";)Z",
                        PACKAGE + "AnswerAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Arrays.asList(
                "java.base/sun.net.www.protocol.http",
                "java.base/sun.net.www.http",
                "java.base/sun.net.www",
                "java.base/sun.net",
                "java.base/java.net");
    }
}
