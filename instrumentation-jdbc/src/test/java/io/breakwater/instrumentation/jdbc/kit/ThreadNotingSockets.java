package io.breakwater.instrumentation.jdbc.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * The socket factory of an application, which notes the thread that it is asked in. It is loaded anew for each driver, and so
 * notes it where all loaders see it: among the system properties. Thread-safe.
 */
public final class ThreadNotingSockets extends SocketFactory {
    public static final String KEY = "breakwater.test.connecting-thread";

    /** A loader of the driver that finds this class, too. */
    public static URLClassLoader visibleTo(DriverVersion driver) throws IOException {
        List<URL> places = new ArrayList<>();
        for (Path jar : IsolatedJars.in(driver.directory())) {
            places.add(jar.toUri().toURL());
        }
        places.add(
                ThreadNotingSockets.class.getProtectionDomain().getCodeSource().getLocation());
        ClassLoader jdk = ClassLoader.getSystemClassLoader().getParent();
        return new URLClassLoader(places.toArray(new URL[0]), jdk);
    }

    @Override
    public Socket createSocket() {
        System.getProperties().put(KEY, Thread.currentThread());
        return new Socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("expected: an unconnected socket");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("expected: an unconnected socket");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("expected: an unconnected socket");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new IOException("expected: an unconnected socket");
    }
}
