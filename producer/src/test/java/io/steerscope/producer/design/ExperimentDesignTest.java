package io.steerscope.producer.design;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExperimentDesignTest {

    private final PairSet pairs = Designs.pairs(3, 2);

    @Test
    void theRecordHoldsTheDesign() {
        Experiment experiment = Designs.design(pairs, "lerp", "analogy").experiment();

        assertThat(experiment.getCategories())
                .containsExactly(new CategoryDesign("a", 3, null), new CategoryDesign("b", 2, null));
        assertThat(experiment.getMethods()).containsExactly("analogy", "lerp");
        assertThat(experiment.getExpectedJobs()).isEqualTo(5 * 2 * 3 * 2);
        assertThat(experiment.getPairsSha256()).isEqualTo(pairs.sha256());
    }

    @Test
    void theOrderInWhichValuesAreNamedMakesNoOtherDesign() {
        ExperimentDesign design = design(List.of(1L, 0L), List.of(1.0, -0.0), "lerp", "slerp");
        ExperimentDesign reordered = design(List.of(0L, 1L), List.of(0.0, 1.0), "slerp", "lerp");

        assertThat(design.experiment()).isEqualTo(reordered.experiment());
        assertThat(design.alphas()).containsExactly(0.0, 1.0);
    }

    @Test
    void everyValueDecidesTheChecksum() {
        String checksum = design(List.of(0L), List.of(1.0), "lerp").experiment().getDesignSha256();

        assertThat(List.of(
                        design(List.of(1L), List.of(1.0), "lerp"),
                        design(List.of(0L), List.of(0.5), "lerp"),
                        design(List.of(0L), List.of(1.0), "slerp"),
                        with(new GeneratorSettings("toy-sdxl", "euler", 10, 3.0, "", 64, 64, null), 42),
                        with(new GeneratorSettings("toy-sdxl", "euler", 11, 3.0, null, 64, 64, null), 42),
                        with(Designs.SETTINGS, 43)))
                .extracting(design -> design.experiment().getDesignSha256())
                .doesNotContain(checksum)
                .doesNotHaveDuplicates();
        assertThat(with(Designs.SETTINGS, 42).experiment().getDesignSha256()).isEqualTo(checksum);
    }

    @Test
    void aDesignThatChoosesNeitherRuleNorSmallestEffectHasTheChecksumOfEarlierVersions() {
        Experiment experiment = design(List.of(0L), List.of(1.0), "lerp").experiment();

        assertThat(experiment.getExemplars()).isNull();
        assertThat(experiment.getSmallestEffect()).isNull();
        assertThat(experiment.getDesignSha256())
                .as("sha256sum of its lines")
                .isEqualTo(Sha256.hex(
                        """
                        experimentId\texp-1
                        category\ta\t3
                        category\tb\t2
                        seed\t0
                        alpha\t1.0
                        method\tlerp
                        bundleId\ttoy-sdxl
                        scheduler\teuler
                        steps\t10
                        guidanceScale\t3.0
                        width\t64
                        height\t64
                        orderSeed\t42
                        expectedJobs\t5
                        pairsSha256\t%s
                        """
                                .formatted(pairs.sha256())));
    }

    @Test
    void smallestEffectAndExemplarsArePartOfTheDesign() {
        Experiment nothing = chosen(ExemplarRule.LEAVE_ONE_OUT, null).experiment();
        Experiment margin = chosen(ExemplarRule.LEAVE_ONE_OUT, "0.250").experiment();
        Experiment deviations = chosen(ExemplarRule.LEAVE_ONE_OUT, "0.25sd").experiment();
        Experiment split = chosen(ExemplarRule.SPLIT, null).experiment();

        assertThat(margin.getSmallestEffect()).isEqualTo("0.25");
        assertThat(deviations.getSmallestEffect()).isEqualTo("0.25sd");
        assertThat(split.getExemplars()).isEqualTo("split");
        assertThat(List.of(nothing, margin, deviations, split))
                .extracting(Experiment::getDesignSha256)
                .doesNotHaveDuplicates();
    }

    @Test
    void theBaselineIsPartOfTheDesignAndAddsItsImages() {
        Experiment none = withBaseline(Baseline.NONE, 1.0).experiment();
        Experiment source = withBaseline(Baseline.SOURCE, 1.0).experiment();
        Experiment both = withBaseline(Baseline.SOURCE_AND_TARGET, 1.0).experiment();

        assertThat(none).isEqualTo(design(List.of(0L, 1L), List.of(1.0), "lerp").experiment());
        assertThat(none.getBaseline()).isNull();
        assertThat(source.getBaseline()).isEqualTo("source");
        assertThat(both.getBaseline()).isEqualTo("source,target");
        assertThat(List.of(none, source, both))
                .extracting(Experiment::getExpectedJobs)
                .containsExactly(10L, 20L, 30L);
        assertThat(withBaseline(Baseline.SOURCE_AND_TARGET, 1.0))
                .returns(10L, ExperimentDesign::steeredJobs)
                .returns(20L, ExperimentDesign::unsteeredJobs);
        assertThat(List.of(none, source, both))
                .extracting(Experiment::getDesignSha256)
                .doesNotHaveDuplicates();
    }

    @Test
    void alphaZeroIsAnOrdinaryAlphaWithoutBaselineAlone() {
        assertThat(withBaseline(Baseline.NONE, -0.0).alphas()).containsExactly(0.0);
        assertRefused(
                () -> withBaseline(Baseline.SOURCE, -0.0),
                "alpha 0 is the baseline's source image: leave it out, or choose --baseline none");
    }

    @Test
    void unsteeredImagesAreNoMethods() {
        assertRefused(
                () -> design(List.of(0L), List.of(1.0), "lerp", "source"),
                "method \"source\" steers nothing: choose unsteered images with --baseline source");
        assertRefused(
                () -> design(List.of(0L), List.of(1.0), "target"),
                "method \"target\" steers nothing: choose unsteered images with --baseline source,target");
    }

    @Test
    void aRuleOfExemplarsThatNoMethodUsesIsRefused() {
        assertRefused(
                () -> chosen(pairs, List.of("lerp", "slerp"), ExemplarRule.SPLIT, null),
                "exemplars split: none of the methods learns from exemplars (lerp, slerp); leave --exemplars out");
    }

    @Test
    void aSmallestEffectThatNoMarginCanReachIsRefused() {
        assertRefused(() -> chosen(ExemplarRule.LEAVE_ONE_OUT, "3"), "smallest effect 3 is above 2");
    }

    @Test
    void aLonePairIsTakenWhereNoMethodLearnsFromExemplars() {
        PairSet lone = Designs.pairs(3, 1);

        assertThat(chosen(lone, List.of("lerp", "slerp"), ExemplarRule.LEAVE_ONE_OUT, null)
                        .expectedJobs())
                .isEqualTo(8);
        for (String method : List.of("analogy", "shuffled")) {
            for (ExemplarRule rule : ExemplarRule.values()) {
                assertRefused(
                        () -> chosen(lone, List.of("lerp", method), rule, null),
                        "category \"b\" has one pair only, which leaves it no exemplar for " + method);
            }
        }
    }

    @Test
    void valuesThatMakeNoDesignAreRefused() {
        assertRefused(() -> design(List.of(), List.of(1.0), "lerp"), "at least one seed is needed");
        assertRefused(() -> design(List.of(7L, 7L), List.of(1.0), "lerp"), "seed 7 is given twice");
        assertRefused(
                () -> design(List.of(4294967296L, 0L), List.of(1.0), "lerp"),
                "seeds 0 and 4294967296 are one: they are equal modulo 2^32, which gives the same noise; name one of them");
        assertRefused(() -> design(List.of(-1L, 4294967295L), List.of(1.0), "lerp"), "seeds -1 and 4294967295 are one");
        assertRefused(() -> design(List.of(0L), List.of(0.0, -0.0), "lerp"), "alpha 0.0 is given twice");
        assertRefused(() -> design(List.of(0L), List.of(-1.0), "lerp"), "alpha -1.0 must be");
        assertRefused(() -> design(List.of(0L), List.of(Double.NaN), "lerp"), "alpha NaN must be");
        assertRefused(
                () -> design(List.of(0L), List.of(1.0), "warp"),
                "method \"warp\" is unknown: use analogy, lerp, slerp, shuffled");
        assertRefused(() -> Designs.design(Designs.pairs(3), "shuffled"), "one category only");
        assertRefused(
                () -> new ExperimentDesign(
                        "my exp", pairs, List.of(0L), List.of(1.0), List.of("lerp"), Designs.SETTINGS, 0),
                "experiment id \"my exp\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            toy/x | euler | 10 | 3   | 64 | bundle id "toy/x"
            toy   | heun  | 10 | 3   | 64 | scheduler "heun" is unknown
            toy   | euler | 0  | 3   | 64 | steps must be at least 1
            toy   | euler | 10 | NaN | 64 | guidance scale must be
            toy   | euler | 10 | 3   | 60 | width must be a multiple of 8
            """)
    void settingsThatNoBundleCanMeetAreRefused(
            String bundle, String scheduler, int steps, double guidance, int width, String problem) {
        assertRefused(
                () -> with(new GeneratorSettings(bundle, scheduler, steps, guidance, null, width, 64, null), 0),
                problem);
    }

    private ExperimentDesign design(List<Long> seeds, List<Double> alphas, String... methods) {
        return new ExperimentDesign("exp-1", pairs, seeds, alphas, List.of(methods), Designs.SETTINGS, 42);
    }

    private ExperimentDesign withBaseline(Baseline baseline, double alpha) {
        return new ExperimentDesign(
                "exp-1",
                pairs,
                List.of(0L, 1L),
                List.of(alpha),
                List.of("lerp"),
                Designs.SETTINGS,
                42,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                baseline);
    }

    private ExperimentDesign chosen(ExemplarRule exemplars, @Nullable String smallestEffect) {
        return chosen(pairs, List.of("analogy"), exemplars, smallestEffect);
    }

    private static ExperimentDesign chosen(
            PairSet pairs, List<String> methods, ExemplarRule exemplars, @Nullable String smallestEffect) {
        return new ExperimentDesign(
                "exp-1",
                pairs,
                List.of(0L),
                List.of(1.0),
                methods,
                Designs.SETTINGS,
                42,
                exemplars,
                smallestEffect == null ? null : EffectThreshold.parse(smallestEffect));
    }

    private ExperimentDesign with(GeneratorSettings settings, long orderSeed) {
        return new ExperimentDesign("exp-1", pairs, List.of(0L), List.of(1.0), List.of("lerp"), settings, orderSeed);
    }

    private static void assertRefused(Runnable design, String problem) {
        assertThatIllegalArgumentException().isThrownBy(design::run).withMessageContaining(problem);
    }
}
