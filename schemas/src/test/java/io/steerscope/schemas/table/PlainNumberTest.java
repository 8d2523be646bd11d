package io.steerscope.schemas.table;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class PlainNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5",
        ".5, 0.5",
        "0.50, 0.5",
        "5e-1, 0.5",
        "+1, 1",
        "1., 1",
        "1E0, 1",
        "-0.007941, -0.007941",
        "007, 7",
        "1e+2, 100",
        "-0, -0.0"
    })
    void decimalsAreReadHoweverTheyAreWritten(String text, double value) {
        assertThat(PlainNumber.decimal(text)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "+",
                "-",
                "e5",
                "1e",
                "1e+",
                "0.5f",
                "0.5F",
                "0.5d",
                "0.5D",
                "0x1p-1",
                "0X1P-1",
                "NaN",
                "Infinity",
                "-Infinity",
                "inf",
                "nan",
                "1_000",
                "1,000",
                "0,5",
                "1 000",
                " 1",
                "1 ",
                "1\n",
                "1\u00A0",
                "--1",
                "1.2.3",
                "\u0661\u0662",
                "\uFF11",
                "\u22121",
                "1/2",
                "50%",
                "$1",
                "1e999",
                "-1e999"
            })
    void whatIsNoPlainNumberIsRefused(String text) {
        assertThat(PlainNumber.decimal(text)).isEmpty();
    }

    @Property
    void everyFiniteDoubleIsReadFromItsText(@ForAll double value) {
        assumeThat(value).isFinite();
        assertThat(PlainNumber.decimal(Double.toString(value))).hasValue(value);
    }

    @Property
    void everyLongIsReadFromItsText(@ForAll long value) {
        assertThat(PlainNumber.whole(Long.toString(value))).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.0",
                "1e3",
                "0x10",
                "1L",
                "1_000",
                " 1",
                "1 ",
                "\u0661",
                "9223372036854775808",
                "-",
                "+",
                "1,0"
            })
    void whatIsNoWholeNumberIsRefused(String text) {
        assertThat(PlainNumber.whole(text)).isEmpty();
    }

    @Test
    void aFaultSaysHowToWriteTheNumber() {
        assertThat(PlainNumber.decimalFault("0.5f"))
                .isEqualTo("\"0.5f\" is not a plain decimal number: write it like 0.25");
        assertThat(PlainNumber.decimalFault("-0,5")).isEqualTo("\"-0,5\" has a decimal comma: write -0.5");
        assertThat(PlainNumber.decimalFault("1e999"))
                .isEqualTo("\"1e999\" is beyond the range of doubles: write a smaller number");
        assertThat(PlainNumber.decimalFault("\u22120.5"))
                .isEqualTo("\"\\u22120.5\" is not a plain decimal number: write it like 0.25");
        assertThat(PlainNumber.wholeFault("1.0")).isEqualTo("\"1.0\" is not a 64-bit whole number: write it like 2");
    }
}
