package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.example.app.Door;
import org.junit.jupiter.api.Test;

class MetClientsTest {
    private final Lines written = new Lines();
    private final AgentLog log = new AgentLog(written.stream(), true);
    private final MetClients met = new MetClients(log);

    @Test
    void a_client_is_told_once_with_the_name_of_its_jar() throws Exception {
        met.tell("Doors", doorIn("jar:file:/apps/user:secret/app.jar!/BOOT-INF/lib/door-1.2.jar!/"));
        met.tell("Doors", doorIn("jar:file:/apps/user:secret/app.jar!/BOOT-INF/lib/door-1.2.jar!/"));
        met.tell("Doors", doorIn("file:/apps/door-1.3.jar"));

        assertThat(written())
                .containsExactly(
                        "breakwater: is in place in Doors: org.example.app.Door, door-1.2.jar",
                        "breakwater: is in place in Doors: org.example.app.Door, door-1.3.jar");
    }

    @Test
    void a_version_that_the_jar_tells_is_told() {
        Class<?> client = Test.class;
        String version = client.getPackage().getImplementationVersion();

        met.tell("JUnit", client);

        assertThat(version).isNotEmpty();
        assertThat(written())
                .containsExactly("breakwater: is in place in JUnit: org.junit.jupiter.api.Test, " + version);
    }

    @Test
    void a_part_of_the_jdk_has_no_version() {
        met.tell("Strings", String.class);

        assertThat(written()).containsExactly("breakwater: is in place in Strings: java.lang.String");
    }

    @Test
    void loaders_without_number_do_not_fill_the_log() throws Exception {
        for (int version = 0; version < 1_000; version++) {
            met.tell("Doors", doorIn("file:/apps/door-" + version + ".jar"));
        }

        assertThat(written()).hasSize(100);
    }

    private String[] written() {
        log.flush();
        return written.toString().split("\\R", 0);
    }

    private static Class<?> doorIn(String place) throws Exception {
        byte[] classFile = WovenClasses.classFile(Door.class);
        CodeSource source = new CodeSource(new URL(place), (Certificate[]) null);
        return new ClassLoader(null) {
            Class<?> define() {
                ProtectionDomain domain = new ProtectionDomain(source, null);
                return defineClass(Door.class.getName(), classFile, 0, classFile.length, domain);
            }
        }.define();
    }
}
