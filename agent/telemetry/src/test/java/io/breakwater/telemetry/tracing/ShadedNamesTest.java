package io.breakwater.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** With a copy of the API like that inside the OpenTelemetry agent. The agent itself is in the smoke tests. */
class ShadedNamesTest {
    private static final String SHADED = "io.opentelemetry.javaagent.shaded.";

    @Test
    void what_is_compiled_against_the_api_binds_to_the_copy() throws Exception {
        try (ApplicationLoader plain = new ApplicationLoader("latest", new ApiSightings())) {
            ClassLoader copy = new Copy(plain);
            Class<?> global = copy.loadClass(SHADED + "io.opentelemetry.api.GlobalOpenTelemetry");

            TraceApi api = ApiClassLoader.bind(copy, true, GlobalInstance.of(global), () -> true);

            assertThat(api.current()).isNull();
            Object context = api.with(api.withBaggage(null, "user", "42"), "a caller");
            assertThat(context.getClass().getName()).startsWith(SHADED);
            try (Scope inContext = api.enter(context)) {
                assertThat(api.baggageIn(api.current(), "user")).isEqualTo("42");
                assertThat(api.valueIn(api.current())).isEqualTo("a caller");
            }
            assertThat(api.current()).isNull();
            assertThat(api.isAgents()).isTrue();
            assertThat(api.records()).as("nobody has set an SDK").isFalse();
        }
    }

    /** Defines the API's classes under longer names. */
    private static final class Copy extends ClassLoader {
        private final ClassLoader plain;

        Copy(ClassLoader plain) {
            super(plain.getParent());
            this.plain = plain;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String original = name.startsWith(SHADED) ? name.substring(SHADED.length()) : name;
            try (InputStream in = plain.getResourceAsStream(original.replace('.', '/') + ".class")) {
                if (in == null || original.equals(name)) {
                    throw new ClassNotFoundException(name);
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    bytes.write(next);
                }
                byte[] classFile = ShadedNames.in(bytes.toByteArray());
                return defineClass(name, classFile, 0, classFile.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
