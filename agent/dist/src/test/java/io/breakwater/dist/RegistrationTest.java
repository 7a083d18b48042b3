package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String FILE =
            "src/main/resources/META-INF/services/io.breakwater.extension.InstrumentationModule";

    @Test
    void every_instrumentation_module_is_registered() {
        Set<String> missing = new TreeSet<>(modulesInTheCode());
        for (InstrumentationModule module : ServiceLoader.load(InstrumentationModule.class)) {
            missing.remove(module.getClass().getName());
        }

        assertThat(missing)
                .as("add to %s of its Maven module:%n%s", FILE, String.join("\n", missing))
                .isEmpty();
    }

    @Test
    void every_adapter_that_a_module_names_exists() {
        List<String> absent = new ArrayList<>();
        for (InstrumentationModule module : ServiceLoader.load(InstrumentationModule.class)) {
            List<JoinPoint> joinPoints = new ArrayList<>(module.joinPoints());
            joinPoints.addAll(module.joinPointsAcrossExecutors());
            for (JoinPoint joinPoint : joinPoints) {
                String file = joinPoint.adapterClassName().replace('.', '/') + ".class";
                if (getClass().getClassLoader().getResource(file) == null) {
                    absent.add(joinPoint + " of " + module.name() + ": " + joinPoint.adapterClassName());
                }
            }
        }

        assertThat(absent).isEmpty();
    }

    private static Set<String> modulesInTheCode() {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.breakwater.instrumentation")) {
            if (type.isAssignableTo(InstrumentationModule.class)
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                names.add(type.getName());
            }
        }
        assertThat(names).isNotEmpty();
        return names;
    }
}
