package io.breakwater.instrumentation.jdbc.kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars of some drivers and pools in a class loader of their own, as an application has them: nothing of the tests is
 * visible there, and no other version. The build lays the jars into directories beneath the one that the system property
 * {@code drivers.directory} names; the default is right in this module.
 */
public final class IsolatedJars implements Closeable {
    private final URLClassLoader loader;

    private IsolatedJars(URLClassLoader loader) {
        this.loader = loader;
    }

    /** All jars of these directories, such as {@code postgresql-42.7}. */
    public static IsolatedJars of(String... directories) {
        List<URL> jars = new ArrayList<>();
        for (String directory : directories) {
            for (Path jar : in(directory)) {
                try {
                    jars.add(jar.toUri().toURL());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        // The parent of the application's loader has the JDK, and nothing else.
        ClassLoader jdk = ClassLoader.getSystemClassLoader().getParent();
        return new IsolatedJars(new URLClassLoader(jars.toArray(new URL[0]), jdk));
    }

    /** The jars of one directory, for the class path of another JVM. */
    public static List<Path> in(String directory) {
        Path drivers = Paths.get(System.getProperty("drivers.directory", "target/drivers"));
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(drivers.resolve(directory).toAbsolutePath(), "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException("have the jars been copied, as a build with tests does?", e);
        }
        return jars;
    }

    public ClassLoader loader() {
        return loader;
    }

    /** A new object of a class in these jars, made by its public constructor without parameters. */
    public <T> T create(String className, Class<T> type) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Some look for what they need there rather than in their own loader.
        thread.setContextClassLoader(loader);
        try {
            return type.cast(
                    Class.forName(className, true, loader).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Closes the jars. What runs on of a driver that was used cannot load any more classes. */
    @Override
    public void close() throws IOException {
        loader.close();
    }
}
