package io.steerscope.statistics.interval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TSequenceTest {

    private static final double TOLERANCE = 1e-9;

    @Test
    void theReferenceSequencesAreReproduced() throws IOException {
        // given
        Map<String, List<ItemAccumulator>> cells = referenceItems();
        JsonNode expected;
        try (InputStream json = open("t-sequence.json")) {
            expected = new ObjectMapper().readTree(json);
        }
        double c = expected.get("c_squared").asDouble();

        expected.get("cells").properties().forEach(cell -> {
            ExactMoments moments = ExactMoments.EMPTY;
            List<ItemAccumulator> items = Objects.requireNonNull(cells.get(cell.getKey()));
            assertThat(cell.getValue()).hasSameSizeAs(items);
            for (JsonNode step : cell.getValue()) {
                moments = moments.addUnits(items.get((int) moments.n()).meanUnits());

                // when
                var sequence = TSequence.of(moments, 0.95, c, c);

                // then
                assertThat(moments.n()).isEqualTo(step.get("n").asLong());
                assertThat(sequence.map(TSequence::logE).orElse(0.0))
                        .isEqualTo(step.get("log_e_against_0").asDouble(), within(TOLERANCE));
                Interval interval = sequence.isEmpty() ? null : sequence.get().twoSided();
                if (step.get("ci95").isNull()) {
                    assertThat(interval).isNull();
                } else {
                    assertThat(Objects.requireNonNull(interval).low())
                            .isEqualTo(step.get("ci95").get(0).asDouble(), within(TOLERANCE));
                    assertThat(interval.high())
                            .isEqualTo(step.get("ci95").get(1).asDouble(), within(TOLERANCE));
                }
            }
        });
    }

    @Test
    void theBoundsInvertThePValue() {
        for (long n : new long[] {6, 10, 50, 1_000}) {
            // when
            double t = TSequence.criticalT(n, 0.05, 2.0);

            // then
            assertThat(TSequence.alwaysValidP(t, n, 2.0)).isEqualTo(0.05, within(1e-12));
            assertThat(TSequence.alwaysValidP(t * 0.999, n, 2.0)).isGreaterThan(0.05);
        }
        assertThat(TSequence.criticalT(2, 0.001, 2.0)).isInfinite();
        assertThat(TSequence.alwaysValidP(50.0, 1, 2.0)).isEqualTo(1.0);
    }

    @Test
    void atATrueNullItIsWrongLessOftenThanPromisedHoweverOftenOneLooks() {
        // given
        SplittableRandom random = new SplittableRandom(5);
        int experiments = 20_000;
        int wrong = 0;

        // when
        for (int experiment = 0; experiment < experiments; experiment++) {
            double sum = random.nextGaussian();
            double squares = sum * sum;
            boolean rejected = false;
            for (int n = 2; n <= 50; n++) {
                double value = random.nextGaussian();
                sum += value;
                squares += value * value;
                double mean = sum / n;
                double t = mean / Math.sqrt((squares - n * mean * mean) / (n - 1.0) / n);
                rejected |= TSequence.alwaysValidP(t, n, TSequence.narrowestAt(50, 0.1)) <= 0.05;
            }
            wrong += rejected ? 1 : 0;
        }

        // then
        assertThat((double) wrong / experiments).isBetween(0.01, 0.05);
    }

    @Test
    void overClustersOfOneSizeItIsTheSequenceOfTheirMeans() {
        // given
        double[][] pairs = {{0.01, 0.03}, {0.02, 0.02}, {-0.01, 0.03}, {0.04, 0.01}, {0.02, 0.05}, {0.03, 0.0}};
        ClusterMoments clusters = ClusterMoments.EMPTY;
        ExactMoments means = ExactMoments.EMPTY;
        for (double[] pair : pairs) {
            clusters = clusters.add(ItemAccumulator.EMPTY.add(pair[0]).add(pair[1]));
            means = means.add((pair[0] + pair[1]) / 2.0);
        }

        // when
        TSequence ofClusters = TSequence.ofClusters(clusters, 6, 0.95).orElseThrow();
        TSequence ofMeans = TSequence.of(means, 6, 0.95).orElseThrow();

        // then
        assertThat(ofClusters.logE()).isEqualTo(ofMeans.logE(), within(TOLERANCE));
        assertThat(ofClusters.pGreater()).isEqualTo(ofMeans.pGreater(), within(TOLERANCE));
    }

    @Test
    void valuesThatDoNotVaryHaveNoSequence() {
        assertThat(TSequence.of(ExactMoments.of(0.1), 10, 0.95)).isEmpty();
        assertThat(TSequence.of(ExactMoments.of(0.1, 0.1), 10, 0.95)).isEmpty();
        assertThatThrownBy(() -> TSequence.of(ExactMoments.of(0.1, 0.2), 0.95, 0.0, 1.0))
                .hasMessage("No sequence for c = 0.0 and 1.0");
    }

    private static Map<String, List<ItemAccumulator>> referenceItems() throws IOException {
        Map<String, Map<Integer, ItemAccumulator>> byPair = new TreeMap<>();
        try (InputStream csv = open("margins.csv")) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .filter(row -> row[0].equals("analogy"))
                    .forEach(row -> byPair.computeIfAbsent(
                                    row[2] + "|" + Double.parseDouble(row[5]), cell -> new TreeMap<>())
                            .merge(
                                    Integer.parseInt(row[1].substring(row[1].indexOf('p') + 1)),
                                    ItemAccumulator.EMPTY.addUnits(FixedPoint.unitsOf(Double.parseDouble(row[7]))),
                                    ItemAccumulator::merge));
        }
        Map<String, List<ItemAccumulator>> items = new TreeMap<>();
        byPair.forEach((cell, pairs) -> items.put(cell, new ArrayList<>(pairs.values())));
        return items;
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(TSequenceTest.class.getResourceAsStream("/golden/contrasts/" + name));
    }
}
