package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.example.app.Door;
import org.junit.jupiter.api.Test;

class AgentLoaderTest {

    @Test
    void after_an_uninstall_the_loader_of_the_agent_can_be_collected() throws Exception {
        WeakReference<ClassLoader> loader = installUseAndUninstall();

        assertThat(new Door().open("a key")).isEqualTo("opened with a key");
        Collected.await(loader);
    }

    private static WeakReference<ClassLoader> installUseAndUninstall() throws Exception {
        Instrumentation instrumentation = WovenClasses.instrumentation();
        URLClassLoader loader = new URLClassLoader(
                classPath(), ClassLoader.getSystemClassLoader().getParent());
        Class<?> installer = loader.loadClass(AgentInstaller.class.getName());
        installer.getMethod("install", String.class, Instrumentation.class).invoke(null, null, instrumentation);
        assertThat(new Door().open("a key")).startsWith("guarded a key");
        installer.getMethod("uninstall").invoke(null);
        loader.close();
        return new WeakReference<>(loader);
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
