package io.steerscope.statistics.hypothesis;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import io.steerscope.statistics.exact.FixedPoint;

import static org.assertj.core.api.Assertions.assertThat;

class SignFlipsProperties {

    private static final BigInteger TIE = BigInteger.ONE.shiftLeft(FixedPoint.TIE_BITS);

    @Property(tries = 200)
    void itIsTheShareOfAllAssignmentsOfSignsThatAreAsExtreme(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n, @ForAll boolean rounded) {
        // given
        Random random = new Random(seed);
        long[] units = random.doubles(n, -4.0, 4.0)
                .map(value -> rounded ? Math.rint(3.0 * value) / 10.0 : value)
                .mapToLong(FixedPoint::unitsOf)
                .toArray();

        // then
        assertThat(SignFlips.of(units)).contains(byEnumeration(units));
    }

    @Example
    void decimalDifferencesThatCancelAreTiesAlthoughTheirUnitsAreRounded() {
        // given
        long[] units = Arrays.stream(new double[] {0.1, 0.2, -0.3})
                .mapToLong(FixedPoint::unitsOf)
                .toArray();

        // then
        assertThat(SignFlips.of(units)).contains(new SignFlips(1.0, 0.625));
    }

    @Example
    void twentyDifferencesOfOneSignHaveTheSmallestPOfTwenty() {
        // given
        long[] units = new long[SignFlips.MOST_EXACT];
        Arrays.fill(units, FixedPoint.unitsOf(4.0));

        // then
        assertThat(SignFlips.of(units)).contains(new SignFlips(0x1p-19, 0x1p-20));
        assertThat(SignFlips.of(new long[SignFlips.MOST_EXACT + 1])).isEmpty();
        assertThat(SignFlips.of()).isEmpty();
    }

    @Property(tries = 50)
    void neitherOrderNorTheSideThatIsSubtractedMattersToTheTwoSidedP(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n) {
        // given
        long[] units = new Random(seed)
                .doubles(n, -0.2, 0.3)
                .mapToLong(FixedPoint::unitsOf)
                .toArray();

        // when
        long[] reversed = new long[n];
        for (int i = 0; i < n; i++) {
            reversed[n - 1 - i] = units[i];
        }
        long[] negated = Arrays.stream(units).map(value -> -value).toArray();

        // then
        SignFlips one = SignFlips.of(units).orElseThrow();
        assertThat(SignFlips.of(reversed)).contains(one);
        assertThat(SignFlips.of(negated).orElseThrow().pTwoSided()).isEqualTo(one.pTwoSided());
    }

    private static SignFlips byEnumeration(long... units) {
        BigInteger observed = sum(units, 0);
        long greater = 0;
        long asFar = 0;
        for (int flipped = 0; flipped < 1 << units.length; flipped++) {
            BigInteger sum = sum(units, flipped);
            greater += sum.add(TIE).compareTo(observed) >= 0 ? 1 : 0;
            asFar += sum.abs().add(TIE).compareTo(observed.abs()) >= 0 ? 1 : 0;
        }
        return new SignFlips(Math.scalb((double) asFar, -units.length), Math.scalb((double) greater, -units.length));
    }

    private static BigInteger sum(long[] units, int flipped) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < units.length; i++) {
            BigInteger value = BigInteger.valueOf(units[i]);
            sum = (flipped >> i & 1) == 1 ? sum.subtract(value) : sum.add(value);
        }
        return sum;
    }
}
