package io.breakwater.instrumentation.jdbc.kit;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** H2 behind a port, from jars of its own: for a proxy to stand in front of. It answers only this machine. */
public final class H2Server implements Closeable {
    private final IsolatedJars jars;
    private final Object server;

    private H2Server(IsolatedJars jars, Object server) {
        this.jars = jars;
        this.server = server;
    }

    /** In the version of this driver, {@link DriverVersion#H2_1_4} or {@link DriverVersion#H2_2}. */
    public static H2Server start(DriverVersion driver) throws IOException {
        IsolatedJars jars = IsolatedJars.of(driver.directory());
        try {
            Method create = jars.loader().loadClass("org.h2.tools.Server").getMethod("createTcpServer", String[].class);
            // A client may make the database that it asks for.
            String[] options = {"-tcpPort", "0", "-tcpDaemon", "-ifNotExists"};
            H2Server started = new H2Server(jars, create.invoke(null, (Object) options));
            started.call("start");
            return started;
        } catch (ReflectiveOperationException e) {
            jars.close();
            throw new IOException(e);
        }
    }

    public int port() {
        try {
            return (int) call("getPort");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A database in the server's memory, by way of a port, which may be that of a {@link FaultProxy}. */
    public static String url(int port, String name) {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    private Object call(String method) throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return server.getClass().getMethod(method).invoke(server);
    }

    @Override
    public void close() throws IOException {
        try {
            call("stop");
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        } finally {
            jars.close();
        }
    }
}
