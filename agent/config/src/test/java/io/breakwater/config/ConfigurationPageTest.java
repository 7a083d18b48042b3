package io.breakwater.config;

import java.io.IOException;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void page_says_what_the_code_does() throws IOException {
        GeneratedFile.assertUpToDate(Paths.get("../../docs/configuration.md"), new ConfigurationPage().text());
    }
}
