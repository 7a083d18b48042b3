package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.InstrumentationModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SupportedClientsPageTest {
    private static final Path PAGE = Paths.get("../../docs/supported-clients.md");

    @Test
    void page_says_what_the_modules_say() throws IOException {
        String page = new SupportedClientsPage(modules()).text();
        if (System.getProperty("update-docs") != null) {
            Files.write(PAGE, page.getBytes(StandardCharsets.UTF_8));
        }

        String present = Files.exists(PAGE) ? new String(Files.readAllBytes(PAGE), StandardCharsets.UTF_8) : "";

        assertThat(present.replace("\r\n", "\n"))
                .as("%s is stale; write it anew with: %s", PAGE, SupportedClientsPage.COMMAND)
                .isEqualTo(page);
    }

    @Test
    void every_limit_is_a_sentence() {
        for (InstrumentationModule module : modules()) {
            assertThat(module.limits()).as(module.name()).allMatch(limit -> limit.matches("(?s)[A-Z`].*\\."));
        }
    }

    private static List<InstrumentationModule> modules() {
        List<InstrumentationModule> modules = new ArrayList<>();
        ServiceLoader.load(InstrumentationModule.class).forEach(modules::add);
        return modules;
    }
}
