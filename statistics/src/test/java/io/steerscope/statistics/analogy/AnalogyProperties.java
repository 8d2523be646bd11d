package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Ranks beside those of all scores in double, sorted. */
class AnalogyProperties {

    @Property(tries = 150)
    void ranksAreThoseOfAllScoresSorted(
            @ForAll @IntRange(min = 4, max = 1_400) int size,
            @ForAll @IntRange(min = 1, max = 40) int dimension,
            @ForAll @DoubleRange(min = 0.0, max = 30.0) double common,
            @ForAll long seed) {
        // given
        Vocabulary vocabulary = TestWords.random(size, dimension, common, seed);
        Random random = new Random(seed + 1);
        List<Question> questions = IntStream.range(0, 6)
                .mapToObj(i -> TestWords.question(
                        random.nextInt(size),
                        random.nextInt(size),
                        random.nextInt(size),
                        random.nextInt(size),
                        random.nextInt(size)))
                .toList();

        // when
        AnalogyResult result = AnalogyAnalysis.of(vocabulary, questions, TestWords.settings(0));

        // then
        for (int i = 0; i < questions.size(); i++) {
            for (AnalogyMethod method : AnalogyMethod.values()) {
                check(vocabulary, questions.get(i), i, method, result);
            }
        }
    }

    private static void check(
            Vocabulary vocabulary, Question question, int number, AnalogyMethod method, AnalogyResult result) {
        int a = vocabulary.find(question.a());
        int b = vocabulary.find(question.b());
        int c = vocabulary.find(question.c());
        List<Integer> answers =
                question.answers().stream().map(vocabulary::find).toList();
        ExactScores exact = new ExactScores(vocabulary);
        exact.take(new Item(a, b, c, new int[0]), vocabulary.unit(a), vocabulary.unit(b), vocabulary.unit(c));
        String what = question.text() + " by " + method;
        if (!exact.isDefined(method)) {
            assertThat(result.ranks().rank(method, Convention.INCLUSIVE, number))
                    .as(what)
                    .isEmpty();
            return;
        }
        double[] scores = IntStream.range(0, vocabulary.size())
                .mapToDouble(word -> exact.of(method, word))
                .toArray();
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
        all.sort(Comparator.<Integer>comparingDouble(word -> -scores[word]).thenComparingInt(word -> word));
        List<Integer> others =
                all.stream().filter(word -> word != a && word != b && word != c).toList();
        assertThat(result.ranks().rank(method, Convention.INCLUSIVE, number))
                .as(what)
                .isEqualTo(rank(all, answers));
        assertThat(result.ranks().rank(method, Convention.EXCLUSIVE, number))
                .as(what)
                .isEqualTo(rank(others, answers));
        AnalogyBest best = result.best().orElseThrow();
        assertThat(best.inclusive(method, number)).as(what).isEqualTo(all.get(0));
        assertThat(best.exclusive(method, number))
                .as(what)
                .containsExactly(
                        others.stream().limit(5).mapToInt(Integer::intValue).toArray());
    }

    private static OptionalInt rank(List<Integer> candidates, List<Integer> answers) {
        return IntStream.range(0, candidates.size())
                .filter(place -> answers.contains(candidates.get(place)))
                .map(place -> place + 1)
                .findFirst();
    }

    @Property(tries = 30)
    void noExchangeLeavesAPairInItsPlace(@ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        // when
        List<int[]> exchanges = new AnalogySettings(List.of(AnalogyMethod.ONLY_C), 20, seed, false, false).exchanges(n);

        // then
        assertThat(exchanges).hasSize(20).allSatisfy(order -> {
            assertThat(IntStream.of(order).sorted().toArray())
                    .isEqualTo(IntStream.range(0, n).toArray());
            assertThat(IntStream.range(0, n)).noneMatch(i -> order[i] == i);
        });
    }

    @Property(tries = 100)
    void whatIsTakenOutOfAPoolLeavesNothing(
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 30) int others,
            @ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<double[]> kept = vectors(n, random);
        List<double[]> removed = vectors(others, random);
        RunningPool plain = new RunningPool(3);
        kept.forEach(plain::add);

        // when
        RunningPool first = new RunningPool(3);
        RunningPool second = new RunningPool(3);
        removed.forEach(first::add);
        kept.forEach(second::add);
        first.merge(second);
        removed.forEach(first::remove);

        // then
        assertThat(first.count()).isEqualTo(n);
        assertThat(first.mean()).isEqualTo(plain.mean());
        for (int k = 0; k < 3; k++) {
            int coordinate = k;
            double mean = kept.stream()
                    .mapToDouble(vector -> vector[coordinate])
                    .average()
                    .orElseThrow();
            assertThat(plain.mean()[k]).isBetween(mean - 4.7e-10, mean + 4.7e-10);
        }
    }

    private static List<double[]> vectors(int n, Random random) {
        return IntStream.range(0, n)
                .mapToObj(i -> new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()})
                .toList();
    }
}
