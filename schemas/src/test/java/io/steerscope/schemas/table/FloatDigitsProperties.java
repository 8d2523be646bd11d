package io.steerscope.schemas.table;

import java.math.BigDecimal;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class FloatDigitsProperties {

    private static Float nearest(String text) {
        return PlainNumber.nearestFloat("<" + text + ">", 1, text.length() + 1);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void theExactDecimalOfAFloatIsThatFloat(@ForAll float value) {
        // given
        float expected = value + 0f; // there is no -0 in a BigDecimal

        // when / then
        assertThat(nearest(new BigDecimal(value).toPlainString())).isEqualTo(expected);
        assertThat(nearest(new BigDecimal(value).toString())).isEqualTo(expected);
        assertThat(nearest(Float.toString(value))).isEqualTo(value);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void theDecimalOfADoubleIsReadAsTheJdkReadsIt(@ForAll double value) {
        // given
        float expected = Float.parseFloat(Double.toString(value));

        // when / then
        assertThat(nearest(Double.toString(value)))
                .isEqualTo(Float.valueOf(Float.isFinite(expected) ? expected : Float.NaN));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void numbersAtTheMiddleBetweenTwoFloatsAndBesideItAreReadAsTheJdkReadsThem(
            @ForAll float value, @ForAll @IntRange(min = -1, max = 1) int aside) {
        // given
        Assume.that(Float.isFinite(Math.nextUp(value)));
        BigDecimal middle =
                new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.valueOf(2));
        BigDecimal number = middle.add(middle.ulp().multiply(BigDecimal.valueOf(aside)));

        // when / then
        assertThat(nearest(number.toString())).isEqualTo(Float.parseFloat(number.toString()));
    }

    @Example
    void whatIsNoPlainNumberIsNone() {
        for (String text : new String[] {
            "",
            ".",
            "-",
            "+",
            "e5",
            "1e",
            "1e+",
            "1e1.5",
            "1..2",
            "1.2.3",
            "0x1",
            "1f",
            "1d",
            "NaN",
            "Infinity",
            "1,5",
            " 1",
            "1 ",
            "1_0",
            "\u0661",
            "1e39",
            "-1e400",
            "--1"
        }) {
            assertThat(nearest(text)).as(text).isNaN();
        }
        assertThat(nearest("-0")).isEqualTo(-0f);
        assertThat(nearest("+1.")).isEqualTo(1f);
        assertThat(nearest("-.5E+1")).isEqualTo(-5f);
        assertThat(nearest("000000000000000000000000000001.50000000000000000000000000"))
                .isEqualTo(1.5f);
        assertThat(nearest("1e-50")).isEqualTo(0f);
    }
}
