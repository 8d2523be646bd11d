package io.steerscope.app.command;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SeedConverterTest {

    private final SeedConverter converter = new SeedConverter();

    @Test
    void takesAny64BitNumberWithOrWithoutASign() {
        assertThat(converter.convert("7")).isEqualTo(7);
        assertThat(converter.convert("-1")).isEqualTo(-1);
        assertThat(converter.convert("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(converter.convert("18446744073709551615")).isEqualTo(-1);
    }

    @Test
    void refusesWhatIsNoSuchNumber() {
        for (String text : new String[] {"", "1.5", "18446744073709551616", "-9223372036854775809", "0x1"}) {
            assertThatThrownBy(() -> converter.convert(text))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("\"" + text + "\" is not a whole number");
        }
    }
}
