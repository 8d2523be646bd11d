package io.steerscope.schemas.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTextTest {

    @Test
    void whatIsShownAsItselfStays() {
        assertThat(VisibleText.of("a red car, größer, 猫, 🚗")).isEqualTo("a red car, größer, 猫, 🚗");
        assertThat(VisibleText.of("")).isEmpty();
    }

    @Test
    void whatATerminalOrALogWouldObeyIsWrittenOut() {
        assertThat(VisibleText.of("a\r\nb\tc\u0000d\u001b[31me\u0085\u2028\u202e\u007f"))
                .isEqualTo("a\\u000D\\u000Ab\\u0009c\\u0000d\\u001B[31me\\u0085\\u2028\\u202E\\u007F");
    }

    @Test
    void halvesOfSurrogatePairsAreWrittenOut() {
        assertThat(VisibleText.of("\ud83d")).isEqualTo("\\uD83D");
        assertThat(VisibleText.of("x\ude97y")).isEqualTo("x\\uDE97y");
    }
}
