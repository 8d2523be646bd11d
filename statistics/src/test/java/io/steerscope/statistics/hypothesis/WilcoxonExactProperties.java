package io.steerscope.statistics.hypothesis;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WilcoxonExactProperties {

    @Property(tries = 200)
    void itIsTheShareOfAllSignsThatAreAsExtremeWithTiesAsWithout(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 11) int n, @ForAll boolean ties) {
        // given
        Random random = new Random(seed);
        double[] values = random.doubles(n, -1.0, 1.0)
                .map(value -> ties ? Math.rint(3.0 * value) : value)
                .toArray();

        // when
        double[] signed = Arrays.stream(values).filter(value -> value != 0.0).toArray();

        // then
        if (signed.length == 0) {
            assertThat(WilcoxonSignedRank.exactPGreater(values)).isEmpty();
        } else {
            assertThat(WilcoxonSignedRank.exactPGreater(values).orElseThrow())
                    .isEqualTo(byEnumeration(signed), within(1e-15));
        }
    }

    private static double byEnumeration(double[] values) {
        double[] ranks = Arrays.stream(values).map(value -> rank(value, values)).toArray();
        double observed = 0.0;
        for (int i = 0; i < values.length; i++) {
            observed += values[i] > 0.0 ? ranks[i] : 0.0;
        }
        int atLeast = 0;
        for (int signs = 0; signs < 1 << values.length; signs++) {
            double sum = 0.0;
            for (int i = 0; i < values.length; i++) {
                sum += (signs >> i & 1) == 1 ? ranks[i] : 0.0;
            }
            atLeast += sum >= observed ? 1 : 0;
        }
        return Math.scalb((double) atLeast, -values.length);
    }

    private static double rank(double value, double[] values) {
        long below = Arrays.stream(values)
                .filter(other -> Math.abs(other) < Math.abs(value))
                .count();
        long equal = Arrays.stream(values)
                .filter(other -> Math.abs(other) == Math.abs(value))
                .count();
        return below + 0.5 * (equal + 1);
    }
}
