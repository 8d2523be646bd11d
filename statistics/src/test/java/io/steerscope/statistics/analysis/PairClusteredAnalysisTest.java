package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PairClusteredAnalysisTest {

    @Test
    void theExpectedPairClusteredFiguresAreReproduced() {
        // given
        List<MarginItem> items =
                ObservedItems.of(GoldenMargins.observations(), Set.of()).items();
        JsonNode expected = GoldenMargins.json("expected.json").get("pair_clustered_overall");

        // when
        PairClusteredAnalysis analysis = PairClusteredAnalysis.of(items, 3, AnalysisOptions.defaults());

        // then
        ClusteredSummary overall = analysis.overall();
        assertThat(overall.clusters()).isEqualTo(expected.get("n").asLong());
        assertThat(overall.values()).isEqualTo(1200);
        var test = Objects.requireNonNull(overall.tTest());
        assertThat(test.mean()).isEqualTo(expected.get("mean").asDouble(), within(1e-14));
        assertThat(test.t()).isEqualTo(expected.get("t").asDouble(), within(1e-9));
        assertThat(test.df()).isEqualTo(expected.get("df").asLong());
        assertThat(test.pGreater()).isEqualTo(expected.get("p_greater").asDouble(), within(1e-11));
        assertThat(test.interval().low())
                .isEqualTo(expected.get("ci95_t").get(0).asDouble(), within(1e-12));
        var bootstrap = Objects.requireNonNull(overall.bootstrap());
        double tolerance = expected.get("bootstrap_tolerance").asDouble();
        assertThat(bootstrap.acceleration())
                .isEqualTo(expected.get("bca_acceleration").asDouble(), within(1e-9));
        assertThat(bootstrap.bca().low())
                .isEqualTo(expected.get("bootstrap95_bca").get(0).asDouble(), within(tolerance));
        assertThat(bootstrap.bca().high())
                .isEqualTo(expected.get("bootstrap95_bca").get(1).asDouble(), within(tolerance));
        assertThat(analysis.byCategory()).hasSize(8);
        assertThat(analysis.holmByCategory())
                .containsOnlyKeys(analysis.byCategory().keySet());
    }

    @Test
    void oneAlphaGivesTheItemLevelTest() {
        // given
        List<MarginItem> items = ObservedItems.of(GoldenMargins.observations(), Set.of()).items().stream()
                .filter(item -> item.alpha() == 0.8)
                .toList();
        JsonNode expected = GoldenMargins.json("expected.json").get("by_alpha").get("0.8");

        // when
        PairClusteredAnalysis analysis =
                PairClusteredAnalysis.of(items, 3, AnalysisOptions.defaults().withBootstrapResamples(100));

        // then
        var test = Objects.requireNonNull(analysis.overall().tTest());
        assertThat(test.t()).isEqualTo(expected.get("t").asDouble(), within(1e-9));
        assertThat(test.pGreater()).isEqualTo(expected.get("p_greater").asDouble(), within(1e-12));
    }

    @Test
    void pairsThatMissAnAlphaKeepTheirOtherItems() {
        // given
        AnalysisOptions options = AnalysisOptions.defaults().withBootstrapResamples(100);
        List<MarginItem> items = new ArrayList<>(List.of(
                item("a", "colour", 0.5, 0.1),
                item("a", "colour", 1.0, 0.3),
                item("b", "colour", 0.5, -0.1),
                new MarginItem("b", "colour", 1.0, ItemAccumulator.EMPTY),
                new MarginItem("c", "size", 0.5, ItemAccumulator.EMPTY)));

        // when
        PairClusteredAnalysis analysis = PairClusteredAnalysis.of(items, 1, options);

        // then
        assertThat(analysis.overall().clusters()).isEqualTo(2);
        assertThat(analysis.overall().values()).isEqualTo(3);
        assertThat(analysis.byCategory().get("size").toMap()).containsOnlyKeys("clusters", "n");
        assertThat(analysis.holmByCategory()).containsOnlyKeys("colour");
        assertThat(analysis.toMap()).containsOnlyKeys("overall", "by_category", "holm_by_category");
        items.add(item("a", "size", 2.0, 0.1));
        assertThatThrownBy(() -> PairClusteredAnalysis.of(items, 1, options))
                .hasMessage("Pair a is in two categories: colour and size");
    }

    private static MarginItem item(String pair, String category, double alpha, double margin) {
        return new MarginItem(pair, category, alpha, ItemAccumulator.EMPTY.add(margin));
    }
}
