package io.steerscope.statistics.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class ExactMomentsProperties {

    /** Enough for exact ties between neighbouring doubles to stay ties. */
    private static final MathContext DIGITS = new MathContext(300, RoundingMode.HALF_EVEN);

    @Provide
    Arbitrary<List<Double>> margins() {
        Arbitrary<Double> usual = Arbitraries.doubles().between(-0.2, 0.2).ofScale(17);
        Arbitrary<Double> any = Arbitraries.doubles().between(-4.0, 4.0).ofScale(20);
        Arbitrary<Double> edge = Arbitraries.of(0.0, -0.0, 4.0, -4.0, 0x1p-60, -0x1p-60, 0x1p-61, 1e-300, 2.0, -2.0);
        return Arbitraries.oneOf(usual, any, edge).list().ofMaxSize(60);
    }

    /** Every value is added, some values come and go in between, parts are merged: only the values kept matter. */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void addsRemovalsAndMergesInAnyOrderEndInIdenticalBits(
            @ForAll("margins") List<Double> kept, @ForAll("margins") List<Double> retracted, @ForAll long order) {
        // given
        List<Runnable> steps = new ArrayList<>();
        ExactMoments[] parts = {ExactMoments.EMPTY, ExactMoments.EMPTY, ExactMoments.EMPTY};
        Random random = new Random(order);
        for (double value : kept) {
            int part = random.nextInt(3);
            steps.add(() -> parts[part] = parts[part].add(value));
        }
        for (double value : retracted) {
            int part = random.nextInt(3);
            int other = random.nextInt(3);
            steps.add(() -> parts[part] = parts[part].add(value));
            steps.add(() -> parts[other] = parts[other].remove(value));
        }
        steps.add(() -> {
            ExactMoments moved = parts[0];
            parts[1] = parts[1].merge(moved);
            parts[0] = parts[0].subtract(moved);
        });

        // when
        Collections.shuffle(steps, random);
        steps.forEach(Runnable::run);
        ExactMoments result = parts[2].merge(parts[0]).merge(parts[1]);

        // then
        ExactMoments expected =
                ExactMoments.of(kept.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(result).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(result.toBytes()).isEqualTo(expected.toBytes());
    }

    @Property
    void sumsEqualBruteForce(@ForAll("margins") List<Double> values) {
        // given
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        BigInteger cubes = BigInteger.ZERO;
        BigInteger fourths = BigInteger.ZERO;
        for (double value : values) {
            BigInteger units = bruteForceUnits(value);
            sum = sum.add(units);
            squares = squares.add(units.pow(2));
            cubes = cubes.add(units.pow(3));
            fourths = fourths.add(units.pow(4));
        }

        // when
        ExactMoments moments =
                ExactMoments.of(values.stream().mapToDouble(Double::doubleValue).toArray());

        // then
        assertThat(moments.sum()).isEqualTo(sum);
        assertThat(moments.sumOfSquares()).isEqualTo(squares);
        assertThat(moments.sumOfCubes()).isEqualTo(cubes);
        assertThat(moments.sumOfFourthPowers()).isEqualTo(fourths);
    }

    @Property
    void figuresEqualBruteForceToTheLastBit(@ForAll("margins") List<Double> values) {
        Assume.that(values.size() >= 2);
        // given
        BigInteger n = BigInteger.valueOf(values.size());
        List<BigInteger> units =
                values.stream().map(ExactMomentsProperties::bruteForceUnits).toList();
        BigInteger sum = units.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger squaredDeviations = units.stream()
                .map(unit -> unit.multiply(n).subtract(sum).pow(2))
                .reduce(BigInteger.ZERO, BigInteger::add);

        // when
        ExactMoments moments =
                ExactMoments.of(values.stream().mapToDouble(Double::doubleValue).toArray());

        // then
        assertThat(moments.mean()).hasValue(quotient(sum, n.shiftLeft(60)));
        assertThat(moments.variance())
                .hasValue(quotient(
                        squaredDeviations,
                        n.pow(2).multiply(n.subtract(BigInteger.ONE)).shiftLeft(120)));
    }

    @Property
    void bytesRoundTrip(@ForAll("margins") List<Double> added, @ForAll("margins") List<Double> removed) {
        // given
        ExactMoments moments = ExactMoments.of(
                        added.stream().mapToDouble(Double::doubleValue).toArray())
                .subtract(ExactMoments.of(
                        removed.stream().mapToDouble(Double::doubleValue).toArray()));

        // then
        assertThat(ExactMoments.fromBytes(moments.toBytes())).isEqualTo(moments);
    }

    @Property
    void itemMeanIsTheBruteForceMeanRoundedHalfToEven(
            @ForAll @Size(min = 1, max = 9) List<@LongRange(min = -(1L << 62), max = 1L << 62) Long> units) {
        // given
        BigDecimal sum = units.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal expected = sum.divide(BigDecimal.valueOf(units.size()), 0, RoundingMode.HALF_EVEN);

        // when
        ItemAccumulator item = ItemAccumulator.EMPTY;
        for (long unit : units) {
            item = item.addUnits(unit);
        }

        // then
        assertThat(item.meanUnits()).isEqualTo(expected.longValueExact());
        assertThat(ItemAccumulator.fromBytes(item.toBytes())).isEqualTo(item);
    }

    @Property
    void itemsForgetWhatWasRemoved(@ForAll("margins") List<Double> kept, @ForAll("margins") List<Double> retracted) {
        // given
        ItemAccumulator item = ItemAccumulator.EMPTY;
        for (double value : retracted) {
            item = item.remove(value);
        }
        for (double value : kept) {
            item = item.add(value);
        }
        ItemAccumulator onlyRetracted = ItemAccumulator.EMPTY;
        ItemAccumulator onlyKept = ItemAccumulator.EMPTY;
        for (double value : retracted) {
            onlyRetracted = onlyRetracted.add(value);
        }
        for (int i = kept.size() - 1; i >= 0; i--) {
            onlyKept = onlyKept.add(kept.get(i));
        }

        // then
        assertThat(item.merge(onlyRetracted)).isEqualTo(onlyKept);
        assertThat(onlyKept.subtract(onlyRetracted)).isEqualTo(item);
        assertThat(item.merge(onlyRetracted).toBytes()).isEqualTo(onlyKept.toBytes());
    }

    private static BigInteger bruteForceUnits(double value) {
        return new BigDecimal(value)
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(60)))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    private static double quotient(BigInteger numerator, BigInteger denominator) {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), DIGITS)
                .doubleValue();
    }
}
