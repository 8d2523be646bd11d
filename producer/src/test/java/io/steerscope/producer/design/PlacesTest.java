package io.steerscope.producer.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.PromptPair;

import static org.assertj.core.api.Assertions.assertThat;

class PlacesTest {

    private static final PairSet PAIRS = Designs.pairs(9, 4);

    @Test
    void thePlaceOfAnItemIsItsIndexAmongThoseOfItsCellInTheOrderOfProduction() {
        // given
        ExperimentDesign design = design(PAIRS, ExemplarRule.LEAVE_ONE_OUT, null);

        // when
        List<List<GenerationJob>> items = ExperimentPlan.of(design).items();

        // then
        Map<String, Integer> next = new HashMap<>();
        for (List<GenerationJob> item : items) {
            GenerationJob last = item.get(item.size() - 1);
            int expected = next.merge(cell(last), 1, Integer::sum) - 1;
            assertThat(item).filteredOn(PlacesTest::isSteered).hasSize(2).allSatisfy(job -> assertThat(job.getPlace())
                    .isEqualTo(expected));
        }
        assertThat(next.values()).containsOnly(9, 4).hasSize(8);
    }

    @Test
    void unsteeredImagesHaveNoPlace() {
        List<GenerationJob> jobs =
                ExperimentPlan.of(design(PAIRS, ExemplarRule.LEAVE_ONE_OUT, 3)).jobs();

        assertThat(jobs)
                .filteredOn(job -> !isSteered(job))
                .hasSize(26)
                .extracting(GenerationJob::getPlace)
                .containsOnlyNulls();
    }

    @Test
    void plannedItemsComeFirstInTheOrderOfTheDesignWithoutOthers() {
        // given
        ExperimentDesign planned = design(PAIRS.firstPerCategory(5), ExemplarRule.LEAVE_ONE_OUT, null);

        // when
        List<GenerationJob> all =
                ExperimentPlan.of(design(PAIRS, ExemplarRule.LEAVE_ONE_OUT, 5)).jobs();

        // then
        List<GenerationJob> first = ExperimentPlan.of(planned).jobs();
        assertThat(all.subList(0, first.size())).isEqualTo(first);
        assertThat(all.subList(first.size(), all.size()))
                .as("four pairs of a, at two alphas of two methods with two seeds, and their unsteered images")
                .hasSize(4 * 2 * 2 * 2 + 4 * 2)
                .allSatisfy(job -> assertThat(job.getCategory()).isEqualTo("a"));
        assertThat(all.subList(first.size(), all.size()))
                .filteredOn(PlacesTest::isSteered)
                .extracting(GenerationJob::getPlace)
                .containsOnly(5, 6, 7, 8);
    }

    @Test
    void thePairsThatAreNotPlannedAreInARandomOrder() {
        List<GenerationJob> jobs = ExperimentPlan.of(design(Designs.pairs(60, 3), ExemplarRule.LEAVE_ONE_OUT, 2))
                .jobs();

        List<Identity> last = jobs.subList(jobs.size() - 40, jobs.size()).stream()
                .map(GenerationJob::getIdentity)
                .toList();
        assertThat(last.stream().map(Identity::getPairId).distinct()).hasSizeGreaterThan(5);
        assertThat(last.stream().map(Identity::getAlpha).distinct()).hasSize(2);
    }

    @Test
    void pairsLearnFromPlannedOnesAlone() {
        // given
        Map<String, List<String>> exemplars = new HashMap<>();

        // when
        ExperimentPlan.of(design(PAIRS, ExemplarRule.LEAVE_ONE_OUT, 3))
                .jobs()
                .forEach(job -> exemplars.put(
                        job.getIdentity().getMethod() + " " + job.getIdentity().getPairId(), ids(job)));

        // then
        assertThat(exemplars)
                .containsEntry("analogy a-0", List.of("a-1", "a-2"))
                .containsEntry("analogy a-2", List.of("a-0", "a-1"))
                .containsEntry("analogy a-3", List.of("a-0", "a-1", "a-2"))
                .containsEntry("analogy a-8", List.of("a-0", "a-1", "a-2"))
                .containsEntry("analogy b-3", List.of("b-0", "b-1", "b-2"))
                .containsEntry("shuffled a-8", List.of("b-0", "b-1", "b-2"));
    }

    @Test
    void halvesAreOfPlannedPairsAndTheOthersLearnFromBoth() {
        // given
        Map<String, List<String>> exemplars = new HashMap<>();

        // when
        ExperimentPlan.of(design(PAIRS, ExemplarRule.SPLIT, 4))
                .jobs()
                .forEach(job -> exemplars.put(
                        job.getIdentity().getMethod() + " " + job.getIdentity().getPairId(), ids(job)));

        // then
        assertThat(exemplars.get("analogy a-0")).hasSize(2).isSubsetOf("a-1", "a-2", "a-3");
        assertThat(exemplars).containsEntry("analogy a-7", List.of("a-0", "a-1", "a-2", "a-3"));
    }

    private static List<String> ids(GenerationJob job) {
        return new ArrayList<>(
                job.getExemplars().stream().map(PromptPair::getPairId).toList());
    }

    private static String cell(GenerationJob job) {
        Identity identity = job.getIdentity();
        return job.getCategory() + "/" + identity.getMethod() + "/" + identity.getAlpha();
    }

    private static boolean isSteered(GenerationJob job) {
        return UnsteeredImage.named(job.getIdentity().getMethod()).isEmpty();
    }

    private static ExperimentDesign design(PairSet pairs, ExemplarRule exemplars, @Nullable Integer planned) {
        return new ExperimentDesign(
                "exp",
                pairs,
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("analogy", "shuffled"),
                Designs.SETTINGS,
                42,
                exemplars,
                null,
                Baseline.SOURCE,
                new StopWhenDecided(0.95, 2, List.of("clip"), planned));
    }
}
