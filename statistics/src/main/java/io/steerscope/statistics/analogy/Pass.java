package io.steerscope.statistics.analogy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.Offsets;

/**
 * Answers some items by all methods in one pass over the vocabulary. Each candidate is looked at in single precision,
 * and in double where that leaves a doubt, so that counts are those of scores in double.
 */
final class Pass {

    /** The most different words of a pass, whose cosines with a block are in memory at once. */
    static final int MOST_WORDS = 2_048;

    /** Candidates kept where the best are asked for: five, and a, b and c beside them. */
    static final int BEST = 8;

    private static final int GROUP = 128;

    private final Vocabulary vocabulary;
    private final List<AnalogyMethod> methods;
    private final List<Item> items;
    private final int[][] rows;
    private final double[][] units;
    private final Screen.Scales[] scales;
    private final int[][] targets;
    private final double[][] scores;
    private final int[][] counts;
    private final @Nullable BestCandidates[][] best;

    private Pass(Vocabulary vocabulary, List<AnalogyMethod> methods, List<Item> items, boolean withBest) {
        int n = items.size();
        this.vocabulary = vocabulary;
        this.methods = methods;
        this.items = items;
        this.rows = new int[n][];
        this.scales = new Screen.Scales[n];
        this.targets = new int[methods.size()][n];
        this.scores = new double[methods.size()][n];
        this.counts = new int[methods.size()][n];
        this.best = new BestCandidates[methods.size()][withBest ? n : 0];
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Item item = items.get(i);
            rows[i] = new int[] {row(item.a(), numbers), row(item.b(), numbers), row(item.c(), numbers)};
        }
        this.units = new double[numbers.size()][];
        numbers.forEach((word, row) -> units[row] = vocabulary.unit(word));
    }

    private static int row(int word, Map<Integer, Integer> numbers) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(word, next);
        return known == null ? next : known;
    }

    /**
     * Answers the items.
     *
     * @param scored hears how many more candidates were looked at, over all items
     */
    static Answers run(
            Vocabulary vocabulary,
            List<AnalogyMethod> methods,
            List<Item> items,
            boolean withBest,
            LongConsumer scored) {
        Pass pass = new Pass(vocabulary, methods, items, withBest);
        pass.forEachGroup((exact, screen, item) -> pass.begin(exact, item));
        CosineBlock block = new CosineBlock(vocabulary, pass.units);
        for (int from = 0; from < vocabulary.size(); from += CosineBlock.WIDTH) {
            block.load(from);
            pass.forEachGroup((exact, screen, item) -> pass.scan(exact, screen, item, block));
            scored.accept((long) items.size() * block.count());
        }
        int[][] inclusive = new int[methods.size()][items.size()];
        int[][] exclusive = new int[methods.size()][items.size()];
        pass.forEachGroup((exact, screen, item) -> pass.end(exact, item, inclusive, exclusive));
        return new Answers(inclusive, exclusive, pass.best);
    }

    /**
     * Ranks of the best answer, from 1, by method and item; 0 where a method has no scores. The exclusive rank is that
     * among candidates other than a, b and c, and means nothing for an answer that is one of these.
     *
     * @param best the best candidates of all, by method and item; no items where they were not asked for
     */
    record Answers(int[][] inclusive, int[][] exclusive, @Nullable BestCandidates[][] best) {}

    @FunctionalInterface
    private interface Step {
        void take(ExactScores exact, Screen screen, int item);
    }

    private void forEachGroup(Step step) {
        IntStream.range(0, (items.size() + GROUP - 1) / GROUP).parallel().forEach(group -> {
            ExactScores exact = new ExactScores(vocabulary);
            Screen screen = new Screen(vocabulary.dimension());
            for (int i = group * GROUP; i < Math.min(items.size(), (group + 1) * GROUP); i++) {
                exact.take(items.get(i), units[rows[i][0]], units[rows[i][1]], units[rows[i][2]]);
                step.take(exact, screen, i);
            }
        });
    }

    /** Finds the answer that is to be ranked: the one of the highest score. */
    private void begin(ExactScores exact, int i) {
        Item item = items.get(i);
        double[] a = units[rows[i][0]];
        double[] b = units[rows[i][1]];
        double[] c = units[rows[i][2]];
        double[] offset = Offsets.between(a, b);
        scales[i] = new Screen.Scales(
                exact.sumLength(false),
                exact.sumLength(true),
                Offsets.length(offset),
                UnitVectors.dot(c, offset),
                vocabulary.length(item.a()),
                vocabulary.length(item.b()),
                vocabulary.length(item.c()));
        for (int m = 0; m < methods.size(); m++) {
            AnalogyMethod method = methods.get(m);
            targets[m][i] = -1;
            if (!exact.isDefined(method)) {
                continue;
            }
            for (int answer : item.answers()) {
                double score = exact.of(method, answer);
                if (targets[m][i] < 0 || isAbove(score, answer, scores[m][i], targets[m][i])) {
                    targets[m][i] = answer;
                    scores[m][i] = score;
                }
            }
            if (best[m].length > 0) {
                best[m][i] = new BestCandidates(BEST);
            }
        }
    }

    private static boolean isAbove(double score, int word, double other, int otherWord) {
        return score > other || score == other && word < otherWord;
    }

    private void scan(ExactScores exact, Screen screen, int i, CosineBlock block) {
        float[] a = block.of(rows[i][0]);
        float[] b = block.of(rows[i][1]);
        float[] c = block.of(rows[i][2]);
        for (int m = 0; m < methods.size(); m++) {
            if (targets[m][i] < 0) {
                continue;
            }
            AnalogyMethod method = methods.get(m);
            float doubt = screen.fill(method, scores[m][i], scales[i], a, b, c);
            this.counts[m][i] += above(exact, screen, doubt, block, m, i);
            BestCandidates kept = best[m].length == 0 ? null : best[m][i];
            if (kept != null) {
                keepBest(kept, exact, screen, block, m, i);
            }
        }
    }

    /** Offers what may be among the best so far, which after a few candidates is little. */
    private void keepBest(BestCandidates kept, ExactScores exact, Screen screen, CosineBlock block, int m, int i) {
        AnalogyMethod method = methods.get(m);
        int end = block.first() == 0 ? BEST : block.count();
        for (int from = 0; from < block.count(); from = end, end *= 4) {
            int to = Math.min(end, block.count());
            float doubt = screen.fill(
                    method, kept.least(), scales[i], block.of(rows[i][0]), block.of(rows[i][1]), block.of(rows[i][2]));
            for (int j = from; j < to; j++) {
                if (!(screen.above()[j] < -doubt)) {
                    int word = block.first() + j;
                    kept.offer(word, exact.of(method, word));
                }
            }
        }
    }

    /** How many candidates of a block stand before the answer. */
    private int above(ExactScores exact, Screen screen, float doubt, CosineBlock block, int m, int i) {
        long counts = screen.count(doubt, block.count());
        int above = (int) (counts >>> 32);
        if (above + (int) counts == block.count()) {
            return above;
        }
        float[] numbers = screen.above();
        for (int j = 0; j < block.count(); j++) {
            if (!(numbers[j] > doubt || numbers[j] < -doubt)) {
                int word = block.first() + j;
                boolean isBefore = word != targets[m][i]
                        && isAbove(exact.of(methods.get(m), word), word, scores[m][i], targets[m][i]);
                above += isBefore ? 1 : 0;
            }
        }
        return above;
    }

    private void end(ExactScores exact, int i, int[][] inclusive, int[][] exclusive) {
        Item item = items.get(i);
        for (int m = 0; m < methods.size(); m++) {
            int target = targets[m][i];
            if (target < 0) {
                continue;
            }
            int before = 0;
            for (int word :
                    IntStream.of(item.a(), item.b(), item.c()).distinct().toArray()) {
                if (word != target && isAbove(exact.of(methods.get(m), word), word, scores[m][i], target)) {
                    before++;
                }
            }
            inclusive[m][i] = counts[m][i] + 1;
            exclusive[m][i] = counts[m][i] + 1 - before;
        }
    }
}
