package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.StopWhenDecided;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.GeneratorSettings;

import static org.assertj.core.api.Assertions.assertThat;

class PlannedStopTest {

    @Test
    void aDesignThatStopsSaysSoAndHowManyImagesThereAreAtMost() {
        assertThat(lines(null, "0.05", 20, 20))
                .containsExactly(
                        "at most 160 images: 80 steered, and 80 unsteered, the source image of every pair and seed",
                        "no more images of a cell (category, method and alpha) are made once it is decided by clip-a and"
                                + " clip-b: level 0.95 over the 2 cells of a method, from 5 items on");
    }

    @Test
    void withoutASmallestEffectOnlyAnEffectCanStopACell() {
        assertThat(lines(null, null, 20, 20))
                .hasSize(3)
                .last()
                .isEqualTo("without a smallest effect only \"works\" can stop a cell: --smallest-effect lets \"does"
                        + " not\" stop it too");
    }

    @Test
    void aDesignThatGoesOnUntilDecidedSaysHowFar() {
        assertThat(lines(20, "0.05", 50, 10))
                .hasSize(3)
                .last()
                .isEqualTo("a category with undecided cells goes on beyond its planned 20 pairs, up to 50: 120 of the"
                        + " images are planned");
        assertThat(lines(60, "0.05", 50, 10))
                .last()
                .isEqualTo("there is nothing to go on with: no category has more than the planned 60 pairs");
    }

    private static List<String> lines(@Nullable Integer planned, @Nullable String smallestEffect, int... sizes) {
        List<Pair> pairs = new ArrayList<>();
        for (int category = 0; category < sizes.length; category++) {
            for (int i = 0; i < sizes[category]; i++) {
                pairs.add(new Pair("p" + category + "-" + i, "c" + category, "a", "b"));
            }
        }
        return PlannedImages.lines(new ExperimentDesign(
                "exp",
                new PairSet(pairs),
                List.of(0L, 1L),
                List.of(1.0),
                List.of("lerp"),
                new GeneratorSettings("toy-sdxl", "euler", 10, 3.0, null, 64, 64, null),
                0,
                ExemplarRule.LEAVE_ONE_OUT,
                smallestEffect == null ? null : EffectThreshold.parse(smallestEffect),
                Baseline.SOURCE,
                new StopWhenDecided(0.95, 5, List.of("clip-a", "clip-b"), planned)));
    }
}
