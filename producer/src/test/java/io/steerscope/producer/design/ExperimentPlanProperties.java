package io.steerscope.producer.design;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.PromptPair;

import static org.assertj.core.api.Assertions.assertThat;

class ExperimentPlanProperties {

    private static final String[] METHODS = {"analogy", "lerp", "slerp", "shuffled"};

    @Property(tries = 100)
    void thereIsOneJobForEveryPairSeedAlphaAndMethod(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 2, max = 8) Integer> sizes, @ForAll long orderSeed) {
        ExperimentDesign design = design(sizes, orderSeed);

        List<GenerationJob> jobs = ExperimentPlan.of(design).jobs();

        Set<String> keys = new HashSet<>();
        jobs.forEach(job -> keys.add(RecordKeys.jobKey(job.getIdentity())));
        assertThat(jobs).hasSize((int) design.expectedJobs());
        assertThat(keys).hasSize((int) design.expectedJobs());
    }

    @Property(tries = 100)
    void unsteeredImagesComeOnceForEveryPairAndSeedAndLeaveAllOtherJobsAsTheyAre(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 2, max = 8) Integer> sizes,
            @ForAll long orderSeed,
            @ForAll Baseline baseline) {
        ExperimentDesign design = withBaseline(sizes, orderSeed, baseline);

        List<GenerationJob> jobs = ExperimentPlan.of(design).jobs();

        List<GenerationJob> steered = jobs.stream()
                .filter(job ->
                        UnsteeredImage.named(job.getIdentity().getMethod()).isEmpty())
                .toList();
        Set<String> unsteered = new HashSet<>();
        jobs.stream()
                .filter(job -> !steered.contains(job))
                .forEach(job -> unsteered.add(RecordKeys.jobKey(job.getIdentity())));
        assertThat(jobs).hasSize((int) design.expectedJobs());
        assertThat(steered)
                .isEqualTo(ExperimentPlan.of(withBaseline(sizes, orderSeed, Baseline.NONE))
                        .jobs());
        assertThat(unsteered).hasSize((int) design.unsteeredJobs()).allMatch(key -> baseline.images().stream()
                .anyMatch(image -> key.contains("/" + image.id() + "/" + image.alpha() + "/")));
    }

    private static ExperimentDesign withBaseline(List<Integer> sizes, long orderSeed, Baseline baseline) {
        return new ExperimentDesign(
                "exp",
                Designs.pairs(sizes.stream().mapToInt(Integer::intValue).toArray()),
                List.of(0L, 5L),
                List.of(0.5, 1.0),
                List.of("analogy", "lerp"),
                Designs.SETTINGS,
                orderSeed,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                baseline);
    }

    @Property(tries = 100)
    void noJobHoldsItsOwnPairAmongItsExemplars(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 2, max = 8) Integer> sizes, @ForAll long orderSeed) {
        ExperimentDesign design = design(sizes, orderSeed);
        Map<String, Pair> pairs =
                design.pairs().pairs().stream().collect(Collectors.toMap(Pair::pairId, Function.identity()));

        for (GenerationJob job : ExperimentPlan.of(design).jobs()) {
            List<String> ids =
                    job.getExemplars().stream().map(PromptPair::getPairId).toList();
            assertThat(ids)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .doesNotContain(job.getIdentity().getPairId());
            Set<String> categories =
                    ids.stream().map(id -> pairs.get(id).category()).collect(Collectors.toSet());
            int others = design.pairs().byCategory().get(job.getCategory()).size() - 1;
            switch (job.getIdentity().getMethod()) {
                case "analogy" -> {
                    assertThat(ids).hasSize(others);
                    assertThat(categories).containsExactly(job.getCategory());
                }
                case "shuffled" -> {
                    assertThat(ids).isNotEmpty().hasSizeLessThanOrEqualTo(others);
                    assertThat(categories).hasSize(1).doesNotContain(job.getCategory());
                }
                default -> assertThat(ids).isEmpty();
            }
        }
    }

    @Property(tries = 100)
    void theHalvesOfACategoryAreBalancedAndLearnFromEachOtherAlone(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 2, max = 12) Integer> sizes, @ForAll long orderSeed) {
        PairSet pairs = Designs.pairs(sizes.stream().mapToInt(Integer::intValue).toArray());
        ExperimentDesign design = new ExperimentDesign(
                "exp",
                pairs,
                List.of(0L),
                List.of(1.0),
                List.of("analogy"),
                Designs.SETTINGS,
                orderSeed,
                ExemplarRule.SPLIT,
                null);

        Map<String, Set<String>> exemplars = ExperimentPlan.of(design).jobs().stream()
                .collect(Collectors.toMap(job -> job.getIdentity().getPairId(), job -> job.getExemplars().stream()
                        .map(PromptPair::getPairId)
                        .collect(Collectors.toSet())));

        pairs.byCategory().values().forEach(category -> {
            Set<Set<String>> halves = new HashSet<>();
            category.forEach(pair -> halves.add(exemplars.get(pair.pairId())));
            Set<String> all = category.stream().map(Pair::pairId).collect(Collectors.toSet());
            Set<String> union = new HashSet<>();
            halves.forEach(union::addAll);
            assertThat(halves).hasSize(2);
            assertThat(union).isEqualTo(all);
            assertThat(halves.stream().map(Set::size).sorted().toList())
                    .containsExactly(all.size() / 2, (all.size() + 1) / 2);
            category.forEach(pair -> {
                Set<String> learntFrom = exemplars.get(pair.pairId());
                learntFrom.forEach(other -> assertThat(exemplars.get(other)).contains(pair.pairId()));
            });
        });
    }

    private static ExperimentDesign design(List<Integer> sizes, long orderSeed) {
        PairSet pairs = Designs.pairs(sizes.stream().mapToInt(Integer::intValue).toArray());
        return new ExperimentDesign(
                "exp", pairs, List.of(0L, 5L), List.of(0.0, 0.5), List.of(METHODS), Designs.SETTINGS, orderSeed);
    }
}
