package io.steerscope.producer.design;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.StoppingDesign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StopWhenDecidedTest {

    private static final PairSet PAIRS = Designs.pairs(6, 3);

    @Test
    void theRuleIsPartOfTheDesignAndItsFamilyAreTheCellsOfOneMethod() {
        // given
        Experiment never = design(PAIRS, null).experiment();

        // when
        Experiment stopped = design(PAIRS, new StopWhenDecided(0.9, 4, List.of("clip-b", "clip-a"), null))
                .experiment();

        // then
        assertThat(never.getStop()).isNull();
        assertThat(stopped.getStop()).isEqualTo(new StoppingDesign(0.9, 4, 4, List.of("clip-a", "clip-b")));
        assertThat(stopped.getExpectedJobs()).isEqualTo(never.getExpectedJobs());
        assertThat(stopped.getCategories()).isEqualTo(never.getCategories());
    }

    @Test
    void categoriesSayHowManyOfTheirPairsArePlannedWhereThatIsNotAll() {
        Experiment experiment =
                design(PAIRS, new StopWhenDecided(0.95, 3, List.of("clip"), 3)).experiment();

        assertThat(experiment.getCategories())
                .containsExactly(new CategoryDesign("a", 6, 3), new CategoryDesign("b", 3, null));
        assertThat(experiment.getExpectedJobs()).isEqualTo(9 * 2 * 2 * 2);
    }

    @Test
    void everyPartOfTheRuleDecidesTheChecksum() {
        assertThat(List.of(
                        design(PAIRS, null),
                        design(PAIRS, new StopWhenDecided(0.95, 5, List.of("clip"), null)),
                        design(PAIRS, new StopWhenDecided(0.9, 5, List.of("clip"), null)),
                        design(PAIRS, new StopWhenDecided(0.95, 4, List.of("clip"), null)),
                        design(PAIRS, new StopWhenDecided(0.95, 5, List.of("clip-b"), null)),
                        design(PAIRS, new StopWhenDecided(0.95, 5, List.of("clip", "clip-b"), null)),
                        design(PAIRS, new StopWhenDecided(0.95, 5, List.of("clip"), 5))))
                .extracting(design -> design.experiment().getDesignSha256())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            1.0  | 5 | clip      | 3 | the level of decisions must be above 0.5 and below 1
            0.5  | 5 | clip      | 3 | the level of decisions must be above 0.5 and below 1
            NaN  | 5 | clip      | 3 | the level of decisions must be above 0.5 and below 1
            0.95 | 1 | clip      | 3 | a decision rests on at least 2 items, not on 1
            0.95 | 5 | ``        | 3 | scorer id "" must consist of letters
            0.95 | 5 | a/b       | 3 | scorer id "a/b" must consist of letters
            0.95 | 5 | clip,clip | 3 | scorer clip is to decide twice: name it once
            0.95 | 5 | clip      | 0 | planned pairs per category must be at least 1, are 0
            0.95 | 7 | clip      | 3 | a decision rests on at least 7 items, and no category has more than 6 pairs
            0.95 | 5 | clip      | 1 | category "a" has one pair only, which leaves it no exemplar for analogy
            """)
    void whatCannotBeIsRefusedInOneLine(double level, int items, String scorers, int planned, String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        design(PAIRS, new StopWhenDecided(level, items, List.of(scorers.split(",", -1)), planned)))
                .withMessageContaining(line)
                .withMessageNotContaining("\n");
    }

    @Test
    void withoutAScorerNothingDecides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StopWhenDecided(0.95, 5, List.of(), null))
                .withMessage("no scorer is named whose margins decide");
    }

    private static ExperimentDesign design(PairSet pairs, @Nullable StopWhenDecided stop) {
        return new ExperimentDesign(
                "exp",
                pairs,
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("analogy", "lerp"),
                Designs.SETTINGS,
                42,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                Baseline.NONE,
                stop);
    }
}
