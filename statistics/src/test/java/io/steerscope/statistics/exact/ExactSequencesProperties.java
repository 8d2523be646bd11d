package io.steerscope.statistics.exact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random sequences of adds, replacements, retractions and merges. The number of sequences is jqwik's default number of
 * tries; {@code benchmarks/scripts/exact-sequences.sh} runs 100,000.
 */
class ExactSequencesProperties {

    private static final int PARTITIONS = 3;
    private static final int REPLICATES = 8;

    private enum Kind {
        SCORE,
        RETRACT,
        MOVE,
        STORE
    }

    private record Step(Kind kind, int pair, int seed, double margin, int partition) {}

    /** The sums of one partition over the items that it was told of. */
    private record Sums(ExactMoments items, ClusterMoments pairs, PoissonReplicates replicates) {

        static final Sums EMPTY =
                new Sums(ExactMoments.EMPTY, ClusterMoments.EMPTY, PoissonReplicates.empty(5, REPLICATES));

        Sums replace(String pair, ItemAccumulator before, ItemAccumulator after) {
            Sums changed = this;
            if (before.count() > 0) {
                changed = new Sums(
                        changed.items.removeUnits(before.meanUnits()),
                        changed.pairs.remove(before),
                        changed.replicates.removeUnits(pair, before.meanUnits()));
            }
            if (after.count() > 0) {
                changed = new Sums(
                        changed.items.addUnits(after.meanUnits()),
                        changed.pairs.add(after),
                        changed.replicates.addUnits(pair, after.meanUnits()));
            }
            return changed;
        }

        Sums merge(Sums other) {
            return new Sums(items.merge(other.items), pairs.merge(other.pairs), replicates.merge(other.replicates));
        }

        Sums subtract(Sums other) {
            return new Sums(
                    items.subtract(other.items), pairs.subtract(other.pairs), replicates.subtract(other.replicates));
        }

        Sums stored() {
            return new Sums(
                    ExactMoments.fromBytes(items.toBytes()),
                    ClusterMoments.fromBytes(pairs.toBytes()),
                    PoissonReplicates.fromBytes(replicates.toBytes()));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.SCORE), Tuple.of(2, Kind.RETRACT), Tuple.of(1, Kind.MOVE), Tuple.of(1, Kind.STORE));
        Arbitrary<Double> margins = Arbitraries.oneOf(
                Arbitraries.doubles().between(-0.2, 0.2).ofScale(17),
                Arbitraries.doubles().between(-2.0, 2.0).ofScale(20),
                Arbitraries.of(0.0, -0.0, 2.0, -2.0, 0x1p-60, -0x1p-61));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 2),
                        margins,
                        Arbitraries.integers().between(0, PARTITIONS - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /**
     * Scores are written, overwritten and retracted; each change reaches whatever partition it is sent to; partitions
     * hand their sums to each other and are stored and read again. What is left is what the last scores give from
     * scratch.
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void sequencesOfChangesEndInTheBitsOfTheirLastScores(@ForAll("steps") List<Step> steps, @ForAll long order) {
        // given
        SortedMap<Integer, SortedMap<Integer, Double>> scores = new TreeMap<>();
        SortedMap<Integer, ItemAccumulator> items = new TreeMap<>();
        List<Sums> partitions = new ArrayList<>(Collections.nCopies(PARTITIONS, Sums.EMPTY));

        // when
        for (Step step : steps) {
            switch (step.kind()) {
                case MOVE -> {
                    Sums moved = partitions.get(step.partition());
                    partitions.set(step.partition(), moved.subtract(moved));
                    partitions.set(
                            step.pair() % PARTITIONS,
                            partitions.get(step.pair() % PARTITIONS).merge(moved));
                }
                case STORE ->
                    partitions.set(
                            step.partition(), partitions.get(step.partition()).stored());
                default -> {
                    SortedMap<Integer, Double> ofPair = scores.computeIfAbsent(step.pair(), pair -> new TreeMap<>());
                    ItemAccumulator before = items.getOrDefault(step.pair(), ItemAccumulator.EMPTY);
                    ItemAccumulator after = before;
                    Double old = ofPair.remove(step.seed());
                    if (old != null) {
                        after = after.remove(old);
                    }
                    if (step.kind() == Kind.SCORE) {
                        ofPair.put(step.seed(), step.margin());
                        after = after.add(step.margin());
                    }
                    items.put(step.pair(), ItemAccumulator.fromBytes(after.toBytes()));
                    partitions.set(
                            step.partition(),
                            partitions.get(step.partition()).replace("p" + step.pair(), before, after));
                }
            }
        }
        Sums result = partitions.stream().reduce(Sums.EMPTY, Sums::merge);

        // then
        List<Integer> pairs = new ArrayList<>(scores.keySet());
        Collections.shuffle(pairs, new Random(order));
        Sums expected = Sums.EMPTY;
        for (int pair : pairs) {
            List<Double> margins = new ArrayList<>(scores.get(pair).values());
            Collections.shuffle(margins, new Random(order));
            ItemAccumulator item = ItemAccumulator.EMPTY;
            for (double margin : margins) {
                item = item.add(margin);
            }
            assertThat(items.get(pair)).isEqualTo(item);
            expected = expected.replace("p" + pair, ItemAccumulator.EMPTY, item);
        }
        assertThat(result).isEqualTo(expected);
        assertThat(result.items().toBytes()).isEqualTo(expected.items().toBytes());
        assertThat(result.pairs().toBytes()).isEqualTo(expected.pairs().toBytes());
        assertThat(result.replicates().toBytes())
                .isEqualTo(expected.replicates().toBytes());
    }
}
