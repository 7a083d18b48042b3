package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void every_control_character_is_escaped() {
        for (char c = 0; c < 0x100; c++) {
            String line = Printable.line("a" + c + "b");

            if (Character.isISOControl(c)) {
                assertThat(line).startsWith("a\\").endsWith("b").isPrintable();
            }
        }
    }

    @Test
    void what_hides_or_reorders_text_is_escaped() {
        assertThat(Printable.line("a\u200bb\u202ec\u2066d\ufeffe\u2028f"))
                .isEqualTo("a\\u200bb\\u202ec\\u2066d\\ufeffe\\u2028f");
        assertThat(Printable.line("tag \udb40\udc41")).isEqualTo("tag \\udb40\\udc41");
        assertThat(Printable.line("half \ud83d")).isEqualTo("half \\ud83d");
    }

    @Test
    void printable_text_stays_the_same_object() {
        String text = "breakwater.yaml:3:1: b\u00fccher.example \u6c34 \ud83d\udea2 \\u001b";

        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void line_has_no_breaks_and_text_keeps_them() {
        assertThat(Printable.line("a\r\nb\tc")).isEqualTo("a\\r\\nb\\tc");
        assertThat(Printable.text("a\r\nb\u001bc")).isEqualTo("a\r\nb\\u001bc");
    }
}
