package io.breakwater.premain;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The loader of everything of ours that the application must not see.
 *
 * <p>Its classes are entries {@code isolated/**.classdata} of the agent jar, a name that no scanner of the application
 * takes for a class. On Java 11 and later an entry below {@code isolated/versions/11/} goes first. The parent is the
 * platform loader, so that neither side finds the other's libraries.
 *
 * <p>Loaded by: the system loader. Thread-safety: parallel capable. Errors: a class file that cannot be read is a class
 * that is not found.
 */
final class IsolatedClassLoader extends ClassLoader {
    private static final String ROOT = "isolated/";
    private static final String ROOT_11 = "isolated/versions/11/";
    private static final String CLASS = ".class";
    private static final String VERSIONED = "io.breakwater.tooling.";

    static {
        registerAsParallelCapable();
    }

    private final AgentJar jar;
    private final boolean java8;
    private final boolean java11;
    private final ProtectionDomain domain = trusted(IsolatedClassLoader.class.getProtectionDomain());

    IsolatedClassLoader(AgentJar jar) {
        super(platformLoader());
        this.jar = jar;
        String version = System.getProperty("java.specification.version");
        this.java8 = version.startsWith("1.");
        this.java11 = !java8 && !version.equals("9") && !version.equals("10");
    }

    /**
     * Our code may do whatever the code that calls it may do: a security manager, which may be set long after us, asks
     * everybody on the stack, and must find what it would find without us.
     */
    private static ProtectionDomain trusted(ProtectionDomain own) {
        Permissions all = new Permissions();
        all.add(new AllPermission());
        return new ProtectionDomain(own.getCodeSource(), all);
    }

    /** The platform loader, on Java 8 the extension loader; also where a custom system loader has been set. */
    static ClassLoader platformLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ZipEntry entry = entryOf(name.replace('.', '/') + CLASS);
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            byte[] bytes = jar.read(entry);
            // Later versions define packages by themselves, but those that show the version need it from us.
            if (java8 || name.startsWith(VERSIONED)) {
                definePackageOf(name);
            }
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private void definePackageOf(String className) {
        int end = className.lastIndexOf('.');
        if (end < 0 || getPackage(className.substring(0, end)) != null) {
            return;
        }
        try {
            definePackage(className.substring(0, end), null, null, null, "Breakwater", version(), null, null);
        } catch (IllegalArgumentException definedByAnotherThread) {
            // It is there: that is all we want.
        }
    }

    /** The version in the manifest of the agent jar. */
    private static @Nullable String version() {
        return IsolatedClassLoader.class.getPackage().getImplementationVersion();
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        ZipEntry entry = entryOf(name);
        if (entry == null) {
            return super.getResourceAsStream(name);
        }
        try {
            return jar.open(entry);
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        ZipEntry entry = entryOf(name);
        if (entry == null) {
            return null;
        }
        try {
            return new URL("jar:" + jar.file().toURI() + "!/" + entry.getName());
        } catch (MalformedURLException impossible) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL resource = findResource(name);
        return resource == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singleton(resource));
    }

    private @Nullable ZipEntry entryOf(String resource) {
        String name = resource.endsWith(CLASS) ? resource + "data" : resource;
        ZipEntry newer = java11 ? jar.entry(ROOT_11 + name) : null;
        return newer != null ? newer : jar.entry(ROOT + name);
    }
}
