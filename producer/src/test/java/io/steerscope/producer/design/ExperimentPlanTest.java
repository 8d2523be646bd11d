package io.steerscope.producer.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.PromptPair;

import static org.assertj.core.api.Assertions.assertThat;

class ExperimentPlanTest {

    private final PairSet pairs = Designs.pairs(50, 50, 50, 50);

    @Test
    void theSameDesignGivesTheSameJobsInTheSameOrder() {
        List<Pair> reversed = new ArrayList<>(pairs.pairs());
        Collections.reverse(reversed);

        List<GenerationJob> jobs = jobs(pairs, 42);

        assertThat(jobs).isEqualTo(jobs(pairs, 42)).isEqualTo(jobs(new PairSet(reversed), 42));
    }

    @Test
    void anotherOrderSeedGivesAnotherOrderOfTheSameJobs() {
        List<Identity> jobs =
                jobs(pairs, 42).stream().map(GenerationJob::getIdentity).toList();
        List<Identity> others =
                jobs(pairs, 43).stream().map(GenerationJob::getIdentity).toList();

        assertThat(others).isNotEqualTo(jobs).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void theOrderIsThatOfEarlierVersions() {
        // given
        ExperimentDesign design = Designs.design(Designs.pairs(12, 7), "analogy", "lerp", "shuffled");

        // when
        List<String> keys = ExperimentPlan.of(design).jobs().stream()
                .map(job -> RecordKeys.jobKey(job.getIdentity()))
                .toList();

        // then
        assertThat(keys).hasSize(342);
        assertThat(Sha256.hex(String.join("\n", keys)))
                .as("the documented order, which a Python program computed")
                .isEqualTo("2f0061c8fcae13ba83b4a0d272d2b64c83fa6e41e6dba31dd79bd5efa78ddf06");
    }

    @Test
    void anyTenthOfTheJobsIsASampleOfAllCategoriesAndAlphas() {
        List<GenerationJob> jobs = jobs(pairs, 42);
        int tenth = jobs.size() / 10;

        assertThat(IntStream.range(0, 10).mapToObj(i -> jobs.subList(i * tenth, (i + 1) * tenth)))
                .allSatisfy(part -> {
                    assertThat(share(part, job -> job.getCategory().equals("a")))
                            .isBetween(0.05, 0.45);
                    assertThat(share(part, job -> job.getIdentity().getAlpha() == 1.0))
                            .isBetween(0.1, 0.55);
                });
    }

    @Test
    void theSeedsOfAnItemFollowEachOther() {
        List<GenerationJob> jobs = jobs(pairs, 42);

        for (int item = 0; item < jobs.size(); item += 2) {
            Identity first = jobs.get(item).getIdentity();
            Identity second = jobs.get(item + 1).getIdentity();
            assertThat(second)
                    .isEqualTo(new Identity("exp", first.getPairId(), first.getMethod(), first.getAlpha(), 1L));
            assertThat(first.getSeed()).isZero();
        }
    }

    @Test
    void controlsOfOneCategoryAreDrawnFromSeveralOthersAndAlikeForEverySeed() {
        List<GenerationJob> jobs =
                ExperimentPlan.of(Designs.design(pairs, "shuffled")).jobs();

        assertThat(jobs.stream()
                        .filter(job -> job.getCategory().equals("a"))
                        .map(job -> job.getExemplars().get(0).getPairId().substring(0, 1))
                        .distinct())
                .containsExactlyInAnyOrder("b", "c", "d");
        assertThat(jobs.stream()
                        .filter(job -> job.getIdentity().getPairId().equals("a-7"))
                        .map(GenerationJob::getExemplars)
                        .distinct())
                .singleElement()
                .satisfies(exemplars -> assertThat(exemplars).hasSize(49));
    }

    @Test
    void anAnalogyLearnsFromAllOtherPairsOfItsCategory() {
        GenerationJob job = ExperimentPlan.of(Designs.design(Designs.pairs(3, 2), "analogy")).jobs().stream()
                .filter(candidate -> candidate.getIdentity().getPairId().equals("a-1"))
                .findFirst()
                .orElseThrow();

        assertThat(job.getExemplars())
                .containsExactly(
                        new PromptPair("a-0", "source a-0", "target a-0"),
                        new PromptPair("a-2", "source a-2", "target a-2"));
        assertThat(job.getSource()).isEqualTo("source a-1");
        assertThat(job.getTarget()).isEqualTo("target a-1");
        assertThat(job.getSettings()).isEqualTo(Designs.SETTINGS);
    }

    @Test
    void eachHalfOfACategoryLearnsFromTheOther() {
        // given, with halves that a Python program drew by the documented rule
        ExperimentDesign design = new ExperimentDesign(
                "exp",
                Designs.pairs(5, 2),
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("analogy", "shuffled"),
                Designs.SETTINGS,
                42,
                ExemplarRule.SPLIT,
                null);

        // when
        Map<String, Set<List<String>>> exemplars = new TreeMap<>();
        ExperimentPlan.of(design).jobs().forEach(job -> exemplars
                .computeIfAbsent(
                        job.getIdentity().getMethod() + " " + job.getIdentity().getPairId(), id -> new HashSet<>())
                .add(job.getExemplars().stream().map(PromptPair::getPairId).toList()));

        // then
        assertThat(exemplars)
                .containsAllEntriesOf(Map.of(
                        "analogy a-0", Set.of(List.of("a-1", "a-3", "a-4")),
                        "analogy a-1", Set.of(List.of("a-0", "a-2")),
                        "analogy a-2", Set.of(List.of("a-1", "a-3", "a-4")),
                        "analogy a-3", Set.of(List.of("a-0", "a-2")),
                        "analogy a-4", Set.of(List.of("a-0", "a-2")),
                        "analogy b-0", Set.of(List.of("b-1")),
                        "analogy b-1", Set.of(List.of("b-0"))));
        exemplars.forEach((key, lists) -> assertThat(lists).as(key).hasSize(1));
        assertThat(exemplars.get("shuffled a-0").iterator().next()).hasSize(2);
        assertThat(exemplars.get("shuffled b-0").iterator().next()).hasSize(1);
    }

    @Test
    void theUnsteeredImagesOfAPairComeDirectlyBeforeItsFirstItem() {
        // given
        List<List<GenerationJob>> steered =
                ExperimentPlan.of(withBaseline(Baseline.NONE)).items();

        // when
        List<List<GenerationJob>> all =
                ExperimentPlan.of(withBaseline(Baseline.SOURCE_AND_TARGET)).items();

        // then
        Set<String> seen = new HashSet<>();
        assertThat(all).hasSameSizeAs(steered);
        for (int i = 0; i < all.size(); i++) {
            GenerationJob first = steered.get(i).get(0);
            List<GenerationJob> expected = new ArrayList<>();
            if (seen.add(first.getIdentity().getPairId())) {
                expected.addAll(unsteered(first, "source", 0.0));
                expected.addAll(unsteered(first, "target", 1.0));
            }
            expected.addAll(steered.get(i));
            assertThat(all.get(i)).isEqualTo(expected);
        }
        assertThat(seen).hasSize(5);
    }

    private static List<GenerationJob> unsteered(GenerationJob job, String method, double alpha) {
        return Stream.of(0L, 1L)
                .map(seed -> new GenerationJob(
                        new Identity("exp", job.getIdentity().getPairId(), method, alpha, seed),
                        job.getCategory(),
                        job.getSource(),
                        job.getTarget(),
                        List.of(),
                        job.getSettings(),
                        null))
                .toList();
    }

    private static ExperimentDesign withBaseline(Baseline baseline) {
        return new ExperimentDesign(
                "exp",
                Designs.pairs(3, 2),
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("analogy", "lerp"),
                Designs.SETTINGS,
                42,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                baseline);
    }

    private static List<GenerationJob> jobs(PairSet pairs, long orderSeed) {
        return ExperimentPlan.of(new ExperimentDesign(
                        "exp",
                        pairs,
                        List.of(0L, 1L),
                        List.of(0.5, 0.8, 1.0),
                        List.of("lerp"),
                        Designs.SETTINGS,
                        orderSeed))
                .jobs();
    }

    private static double share(List<GenerationJob> jobs, Predicate<GenerationJob> kind) {
        return (double) jobs.stream().filter(kind).count() / jobs.size();
    }
}
