package io.breakwater.telemetry.tracing;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.example.traced.TracedApplication;

/**
 * A program of {@code org.example.traced} in a loader of its own, with one version of OpenTelemetry, and as an adapter's
 * loader would see it. Tells of the classes that it loads, as the weaver does.
 */
final class ApplicationLoader extends URLClassLoader {
    private final ApiSightings sightings;

    /** @param version a folder of jars; null for a program without OpenTelemetry */
    ApplicationLoader(String version, ApiSightings sightings) throws MalformedURLException {
        super(urls(version), topLoader());
        this.sightings = sightings;
    }

    private static URL[] urls(String version) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(TracedApplication.class.getProtectionDomain().getCodeSource().getLocation());
        File[] jars =
                version == null ? new File[0] : new File(System.getProperty("opentelemetry.jars"), version).listFiles();
        for (File jar : jars) {
            urls.add(jar.toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private static ClassLoader topLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> found = super.findClass(name);
        sightings.onClass(this, name.replace('.', '/'));
        return found;
    }

    /** A class that asks for calls, as an adapter would. */
    Class<?> asking() throws ClassNotFoundException {
        return loadClass("org.example.traced.Asking");
    }

    /** Calls a static method of {@link TracedApplication}. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> T call(String method, Object... arguments) throws Exception {
        return callOf(TracedApplication.class, method, arguments);
    }

    /** Calls a static method of a class of the program. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T callOf(Class<?> type, String method, Object... arguments) throws Exception {
        for (Method candidate : loadClass(type.getName()).getMethods()) {
            if (candidate.getName().equals(method)) {
                try {
                    return (T) candidate.invoke(null, arguments);
                } catch (InvocationTargetException wrapper) {
                    throw (Exception) wrapper.getTargetException();
                }
            }
        }
        throw new NoSuchMethodException(method);
    }
}
