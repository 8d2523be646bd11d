package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.GeneratorSettings;

import static org.assertj.core.api.Assertions.assertThat;

class PlannedEffectsTest {

    private static final GeneratorSettings SETTINGS =
            new GeneratorSettings("toy-sdxl", "euler", 10, 3.0, null, 64, 64, null);

    @Test
    void aDesignSaysWhatItFinds() {
        assertThat(lines(null, 50, 50, 50, 50)).hasSize(2);
        assertThat(lines(null, 50, 50, 50, 50).get(1))
                .isEqualTo(
                        "while images come in, verdicts are by the confidence sequence for t (at most 50 items a cell); at the"
                                + " end by the test at the final n");
        assertThat(lines(null, 101, 10).get(1)).contains("by the asymptotic confidence sequence");
        assertThat(lines(null, 50, 50, 50, 50).get(0))
                .startsWith(
                        "with 50 pairs in each of 12 cells (category x alpha, of each method and scorer), means of 0.51"
                                + " standard deviations or more are found:")
                .contains("80 % power, one-sided t-test at level .05/12. Verdicts allow for skewness");
    }

    @Test
    void unequalCategoriesFindDifferentEffects() {
        assertThat(lines(null, 10, 20, 20, 20).get(0))
                .contains("10 to 20 pairs in each of 12 cells", "means of 0.86 to 1.37 standard deviations or more");
    }

    @Test
    void twoPairsDecideNothing() {
        assertThat(lines("0.02", 2, 2, 2, 2, 2, 2, 2, 2))
                .singleElement()
                .asString()
                .startsWith("nothing can be decided: with 2 pairs in each of 24 cells only means above ")
                .endsWith(" standard deviations are found; take more pairs (18 in a category find means of 1 standard"
                        + " deviation), or fewer categories and alphas");
    }

    @Test
    void lonePairsDecideNothing() {
        assertThat(lines(null, 1, 1))
                .containsExactly(
                        "nothing can be decided: every category has one pair only; take more pairs per category");
    }

    @Test
    void aSmallestEffectBelowWhatIsFoundIsToldWithTheNumberOfPairsThatItTakes() {
        assertThat(lines("0.25sd", 20, 20, 20, 20))
                .hasSize(3)
                .last()
                .asString()
                .isEqualTo("the smallest effect of 0.25sd is below that: to tell it from none takes 198 pairs in a"
                        + " category, or fewer categories and alphas");
        assertThat(lines("0.9sd", 20, 20, 20, 20)).hasSize(2);
        assertThat(lines("0.02", 20, 20, 20, 20)).hasSize(2);
    }

    private static List<String> lines(@Nullable String smallestEffect, int... sizes) {
        List<Pair> pairs = new ArrayList<>();
        for (int category = 0; category < sizes.length; category++) {
            for (int pair = 0; pair < sizes[category]; pair++) {
                String id = category + "-" + pair;
                pairs.add(new Pair(id, "category " + category, "source " + id, "target " + id));
            }
        }
        return PlannedEffects.of(new ExperimentDesign(
                        "exp",
                        new PairSet(pairs),
                        List.of(0L),
                        List.of(0.5, 0.8, 1.0),
                        List.of("lerp"),
                        SETTINGS,
                        0,
                        ExemplarRule.LEAVE_ONE_OUT,
                        smallestEffect == null ? null : EffectThreshold.parse(smallestEffect)))
                .lines();
    }
}
