package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Designs with holes, lone pairs, categories that do not vary, few alphas and few seeds. */
class FurtherFiguresProperties {

    private static final double[] ALPHAS = {0.0, 0.5, 1.0};

    @Property(tries = 300)
    void whatIsNotDeterminedIsAbsentAndNeverAnError(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int categories,
            @ForAll @IntRange(min = 1, max = 3) int alphas,
            @ForAll @IntRange(min = 1, max = 3) int seeds) {
        // given
        Random random = new Random(seed);
        List<MarginObservation> observations = design(random, categories, alphas, seeds);
        Double smallestEffect = random.nextBoolean() ? null : Double.valueOf(0.01);
        SeedRule rule = random.nextInt(3) == 0 ? new SeedRule.Own() : new SeedRule.Observed();

        // when
        FurtherFigures figures = FurtherFigures.of(ObservedItems.of(observations, rule), 0.95, smallestEffect);

        // then
        assertFinite("", figures.toMap());
        assertFinite("", figures.scaled(100.0).toMap());
    }

    @Property(tries = 50)
    void theOrderOfTheObservationsChangesNothing(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<MarginObservation> observations = design(random, 3, 3, 2);
        List<MarginObservation> shuffled = new ArrayList<>(observations);
        Collections.shuffle(shuffled, random);

        // when
        FurtherFigures figures = FurtherFigures.of(ObservedItems.of(observations, Set.of()), 0.95, null);

        // then
        assertThat(FurtherFigures.of(ObservedItems.of(shuffled, Set.of()), 0.95, null))
                .isEqualTo(figures);
    }

    private static List<MarginObservation> design(Random random, int categories, int alphas, int seeds) {
        List<MarginObservation> observations = new ArrayList<>();
        for (int category = 0; category < categories; category++) {
            int pairs = 1 + random.nextInt(5);
            int kind = random.nextInt(5);
            double missing = random.nextInt(3) * 0.2;
            double constant = random.nextInt(3) * 0.1 - 0.1;
            for (int pair = 0; pair < pairs; pair++) {
                for (int alpha = 0; alpha < alphas; alpha++) {
                    for (int seed = 0; seed < seeds; seed++) {
                        double noise = random.nextGaussian();
                        if (random.nextDouble() >= missing) {
                            double margin =
                                    switch (kind) {
                                        case 0 -> constant;
                                        case 1 -> constant + 1e-17 * Math.rint(noise);
                                        case 2 -> 0.01 * Math.rint(noise);
                                        default -> Math.max(-2.0, Math.min(2.0, 0.1 * noise));
                                    };
                            observations.add(new MarginObservation(
                                    "c" + category + "p" + pair, "c" + category, ALPHAS[alpha], seed, margin));
                        }
                    }
                }
            }
        }
        return observations;
    }

    private static void assertFinite(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> assertFinite(path + "/" + key, member));
        } else if (value instanceof List<?> list) {
            list.forEach(member -> assertFinite(path + "[]", member));
        } else {
            assertThat(value).as(path).isInstanceOf(Number.class);
            assertThat(((Number) value).doubleValue()).as(path).isFinite();
        }
    }
}
