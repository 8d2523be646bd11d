package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AnalogyAnalysisTest {

    /** w0 to w1 as w2 to w3, beside two words that have nothing to do with it. */
    private static final Vocabulary SQUARE = TestWords.of(
            new float[] {1, 0, 1},
            new float[] {1, 1, 1},
            new float[] {3, 0, 1},
            new float[] {3, 1, 1},
            new float[] {0, 0, -1},
            new float[] {-1, -1, 0});

    @Test
    void anAnswerAmongTheWordsAskedForIsNoCandidate() {
        // when
        AnalogyResult result =
                AnalogyAnalysis.of(SQUARE, List.of(TestWords.question(0, 1, 2, 2)), TestWords.settings(0));

        // then
        AnalogyTotal exclusive = result.total(new AnalogyResult.Key(AnalogyMethod.COS_ADD, Convention.EXCLUSIVE));
        AnalogyTotal inclusive = result.total(new AnalogyResult.Key(AnalogyMethod.COS_ADD, Convention.INCLUSIVE));
        assertThat(exclusive).isEqualTo(new AnalogyTotal(0, 1, 0, 0, null));
        assertThat(exclusive.top1Interval()).isNull();
        assertThat(inclusive.n()).isOne();
        assertThat(result.ranks().rank(AnalogyMethod.PAIR_DIRECTION, Convention.INCLUSIVE, 0))
                .as("no direction leads from c to c: last")
                .hasValue(SQUARE.size());
    }

    @Test
    void ofAnswersTheOneThatIsACandidateCounts() {
        // when
        AnalogyResult result =
                AnalogyAnalysis.of(SQUARE, List.of(TestWords.question(0, 1, 2, 2, 4, 3)), TestWords.settings(0));

        // then
        assertThat(result.ranks().rank(AnalogyMethod.COS_ADD_RAW, Convention.EXCLUSIVE, 0))
                .hasValue(1);
        assertThat(result.ranks().rank(AnalogyMethod.ONLY_C, Convention.INCLUSIVE, 0))
                .hasValue(1);
        assertThat(result.ranks().rank(AnalogyMethod.ONLY_C, Convention.EXCLUSIVE, 0))
                .hasValue(1);
    }

    @Test
    void aPairOfOneWordHasNoDirection() {
        // when
        AnalogyResult result =
                AnalogyAnalysis.of(SQUARE, List.of(TestWords.question(1, 1, 2, 3)), TestWords.settings(0));

        // then
        AnalogyResult.Key direction = new AnalogyResult.Key(AnalogyMethod.PAIR_DIRECTION, Convention.EXCLUSIVE);
        assertThat(result.total(direction)).isEqualTo(new AnalogyTotal(0, 0, 0, 0, null));
        assertThat(result.best().orElseThrow().exclusive(AnalogyMethod.PAIR_DIRECTION, 0))
                .isEmpty();
        assertThat(result.geometry(0).orElseThrow().offsetCosine()).isNull();
        assertThat(result.ranks().rank(AnalogyMethod.COS_ADD, Convention.EXCLUSIVE, 0))
                .hasValue(1);
    }

    @Test
    void unknownWordsAreSkippedOrWrong() {
        // given
        Question unknown = new Question("", "w0", "nobody", "w2", List.of("w3", "noone"));
        Question answers = new Question("", "w0", "w1", "w2", List.of("no", "none"));
        Question one = new Question("", "w0", "w1", "w2", List.of("no", "w3"));
        AnalogyResult.Key key = new AnalogyResult.Key(AnalogyMethod.COS_ADD_RAW, Convention.EXCLUSIVE);

        // when
        AnalogyResult skipped = AnalogyAnalysis.of(SQUARE, List.of(unknown, answers, one), TestWords.settings(0));
        AnalogyResult wrong = AnalogyAnalysis.of(
                SQUARE,
                List.of(unknown, answers, one),
                new AnalogySettings(List.of(AnalogyMethod.values()), 0, 1, true, false));

        // then
        assertThat(skipped.unknown(0)).containsExactly("nobody");
        assertThat(skipped.unknown(1)).containsExactly("no", "none");
        assertThat(skipped.unknown(2)).isEmpty();
        assertThat(skipped.skipped()).isEqualTo(2);
        assertThat(skipped.total(key)).isEqualTo(new AnalogyTotal(1, 0, 1, 1, 1.0));
        assertThat(wrong.total(key)).isEqualTo(new AnalogyTotal(3, 0, 1, 1, 1.0 / 3.0));
        assertThat(wrong.gains().get(key).n()).isEqualTo(3);
    }

    @Test
    void oppositeVectorsHaveAnAngleToTheLastDigit() {
        // given
        double[] p = {1.0, 0.0};
        double tiny = 1e-9;

        // then
        assertThat(Arithmetic.angle(p, new double[] {-1.0, 0.0})).isEqualTo(180.0);
        assertThat(Arithmetic.angle(p, p)).isZero();
        assertThat(Math.toRadians(Arithmetic.angle(p, new double[] {Math.cos(tiny), Math.sin(tiny)})))
                .isEqualTo(tiny, within(1e-16));
    }

    @Test
    void theGainIsPairedWithTheAnswersOfNoAnalogy() {
        // given
        Ranks ranks = new Ranks(List.of(AnalogyMethod.COS_ADD, AnalogyMethod.ONLY_C), 12);
        for (int i = 0; i < 12; i++) {
            ranks.set(AnalogyMethod.COS_ADD, Convention.EXCLUSIVE, i, i < 9 ? 1 : 2);
            ranks.set(AnalogyMethod.ONLY_C, Convention.EXCLUSIVE, i, i < 7 ? 3 : 1);
        }
        ranks.set(AnalogyMethod.ONLY_C, Convention.EXCLUSIVE, 11, Ranks.UNANSWERABLE);

        // when
        AnalogyGain gain = AnalogyGain.of(
                ranks,
                AnalogyMethod.COS_ADD,
                Convention.EXCLUSIVE,
                List.of(new int[] {0, 1, 2, 3, 4, 5}, new int[] {6, 7, 8, 9, 10, 11}),
                false);

        // then: 7 gained, 2 lost, 2 (36 + 9 + 1) / 2^9
        assertThat(gain.n()).isEqualTo(11);
        assertThat(gain.gained()).isEqualTo(7);
        assertThat(gain.lost()).isEqualTo(2);
        assertThat(gain.p()).isEqualTo(2.0 * 46.0 / 512.0, within(1e-12));
        assertThat(gain.gain()).isEqualTo(5.0 / 11.0);
        assertThat(gain.interval().low()).isEqualTo(-0.2, within(1e-12));
        assertThat(gain.interval().high()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void exchangedPairsDoWorseWhereThereAreRelations() {
        // given
        List<float[]> vectors = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        Random random = new Random(5);
        for (int relation = 0; relation < 4; relation++) {
            float[] offset = vector(random, 2.0);
            for (int pair = 0; pair < 6; pair++) {
                float[] first = vector(random, 1.0);
                float[] second = first.clone();
                for (int k = 0; k < first.length; k++) {
                    second[k] += offset[k];
                }
                vectors.add(first);
                vectors.add(second);
            }
            int start = 12 * relation;
            for (int pair = 1; pair < 6; pair++) {
                questions.add(new Question(
                        "relation " + relation,
                        "w" + start,
                        "w" + (start + 1),
                        "w" + (start + 2 * pair),
                        List.of("w" + (start + 2 * pair + 1))));
            }
        }
        Vocabulary vocabulary = TestWords.of(vectors);
        AnalogyResult.Key key = new AnalogyResult.Key(AnalogyMethod.PAIR_DIRECTION, Convention.EXCLUSIVE);

        // when
        AnalogyResult result = AnalogyAnalysis.of(vocabulary, questions, TestWords.settings(19));
        AnalogyControl control = result.control(key).orElseThrow();

        // then
        assertThat(result.total(key).top1()).isGreaterThan(15);
        assertThat(control.top1().controls()).isEqualTo(19);
        assertThat(control.top1().mean()).isLessThan(0.5);
        assertThat(control.top1().asGood()).isZero();
        assertThat(control.top1().p()).isEqualTo(0.05);
        assertThat(result.adjusted(result.gains())).isNotEmpty();
    }

    private static float[] vector(Random random, double scale) {
        float[] vector = new float[12];
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (float) (scale * random.nextGaussian());
        }
        return vector;
    }

    @Test
    void whatIsAnsweredIsToldUpToTheLastQuestion() {
        // given: 40 questions, one of which has an unknown word, and two exchanges
        Vocabulary vocabulary = TestWords.random(5_000, 8, 1.0, 3);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 39; i++) {
            questions.add(TestWords.question(i, i + 1, i + 2, i + 3));
        }
        questions.add(new Question("", "unknown", "w1", "w2", List.of("w3")));
        List<Long> told = new ArrayList<>();

        // when
        AnalogyAnalysis.of(vocabulary, questions, TestWords.settings(2), (answered, of) -> {
            assertThat(of).isEqualTo(3 * 39);
            told.add(answered);
        });

        // then
        assertThat(told).isSorted().hasSizeGreaterThan(3).endsWith(3L * 39);
    }

    @Test
    void ranksDoNotDependOnThreads() throws Exception {
        // given
        Vocabulary vocabulary = TestWords.random(1_500, 20, 1.0, 3);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i + 4 < 600; i++) {
            questions.add(TestWords.question(i, i + 1, i + 2, i + 3, i + 4));
        }

        // when
        AnalogyResult one = new ForkJoinPool(1)
                .submit(() -> AnalogyAnalysis.of(vocabulary, questions, TestWords.settings(2)))
                .get();
        AnalogyResult four = new ForkJoinPool(4)
                .submit(() -> AnalogyAnalysis.of(vocabulary, questions, TestWords.settings(2)))
                .get();

        // then
        for (AnalogyResult.Key key : one.keys()) {
            assertThat(one.total(key)).isEqualTo(four.total(key));
            assertThat(one.control(key)).isEqualTo(four.control(key));
        }
    }

    @Test
    void wordsAreFoundAsTheyStandOrWithoutCase() {
        // given
        WordList words = new WordList(false);
        WordList folded = new WordList(true);

        // when
        for (int i = 0; i < 5_000; i++) {
            words.add("Straße" + i);
            folded.add("Straße" + i);
        }

        // then
        assertThat(words.add("Straße7")).isFalse();
        assertThat(words.find("straße7")).isEqualTo(-1);
        assertThat(words.find("Straße4999")).isEqualTo(4_999);
        assertThat(folded.add("STRASSE8")).isFalse();
        assertThat(folded.find("strasse9")).isEqualTo(9);
        assertThat(folded.word(9)).isEqualTo("Straße9");
        assertThat(folded.size()).isEqualTo(5_000);
    }
}
