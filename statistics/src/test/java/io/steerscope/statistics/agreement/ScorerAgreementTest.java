package io.steerscope.statistics.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScorerAgreementTest {

    @Test
    void signsAreCountedInTheFourWaysTheyCanMeet() {
        // when
        SignAgreement signs = SignAgreement.of(
                new double[] {0.2, 0.1, 0.3, -0.1, 0.0, -0.2}, new double[] {0.1, 0.3, -0.1, 0.2, -0.1, 0.0}, 0.95);

        // then
        assertThat(signs).isEqualTo(new SignAgreement(2, 1, 1, 2, 0.95));
        assertThat(signs.share()).isEqualTo(4.0 / 6.0);
        assertThat(signs.kappa()).isEqualTo(1.0 / 3.0, within(1e-15));
        assertThat(signs.wilson().low()).isBetween(0.2, 0.4);
        assertThat(signs.toMap()).containsKeys("both_above", "neither_above", "same_sign", "wilson95", "cohens_kappa");
    }

    @Test
    void agreementWithoutVariationHasNoKappa() {
        // given
        SignAgreement all = new SignAgreement(5, 0, 0, 0, 0.95);
        SignAgreement none = new SignAgreement(0, 0, 0, 0, 0.95);

        // then
        assertThat(all.share()).isEqualTo(1.0);
        assertThat(all.kappa()).isNull();
        assertThat(none.toMap()).doesNotContainKeys("same_sign", "wilson95", "cohens_kappa");
    }

    @Test
    void itemsMissingUnderOneScorerAreCountedAndLeftOut() {
        // given
        List<MarginItem> first = new ArrayList<>();
        List<MarginItem> second = new ArrayList<>();
        for (int pair = 0; pair < 6; pair++) {
            String category = pair < 3 ? "colour" : "size";
            first.add(item("p" + pair, category, 0.5, 0.01 * pair, 0.01 * pair));
            second.add(item("p" + pair, category, 0.5, 0.02 * pair + 0.001, 0.02 * pair + 0.001));
        }
        first.set(0, item("p0", "colour", 0.5, 0.3));
        second.set(5, item("p5", "size", 0.5, 0.3));
        second.set(4, item("p4", "elsewhere", 0.5, 0.3, 0.3));
        first.add(item("p9", "size", 1.0, 0.1, 0.1));

        // when
        ScorerAgreement agreement = ScorerAgreement.of(first, second, 2, 0.95);

        // then
        assertThat(agreement.overall().n()).isEqualTo(3);
        assertThat(agreement.onlyFirst()).isEqualTo(3);
        assertThat(agreement.onlySecond()).isEqualTo(2);
        assertThat(agreement.overall().spearman()).isEqualTo(1.0);
        assertThat(agreement.overall().kendall()).isEqualTo(1.0);
        assertThat(agreement.byCategory()).containsOnlyKeys("colour", "size");
        assertThat(agreement.byCategory().get("size").spearman()).isNull();
        assertThat(agreement.byAlpha()).containsOnlyKeys(0.5);
        assertThat(agreement.toMap()).containsEntry("only_first", 3);
        assertThat(agreement.toMap())
                .containsEntry(
                        "by_alpha", Map.of("0.5", agreement.byAlpha().get(0.5).toMap()));
    }

    @Test
    void neitherTheOrderOfItemsNorTheScaleOfAScorerMatters() {
        // given
        List<MarginItem> first = new ArrayList<>();
        List<MarginItem> second = new ArrayList<>();
        for (int pair = 0; pair < 30; pair++) {
            double margin = Math.sin(pair);
            first.add(item("p" + pair, "all", 1.0, margin));
            second.add(0, item("p" + pair, "all", 1.0, 0.1 * margin * margin * margin));
        }

        // when
        AgreementSummary overall = ScorerAgreement.of(first, second, 1, 0.95).overall();

        // then
        assertThat(overall.spearman()).isEqualTo(1.0);
        assertThat(overall.kendall()).isEqualTo(1.0);
        assertThat(overall.signs().agreements()).isEqualTo(30);
    }

    private static MarginItem item(String pair, String category, double alpha, double... margins) {
        ItemAccumulator sum = ItemAccumulator.EMPTY;
        for (double margin : margins) {
            sum = sum.add(margin);
        }
        return new MarginItem(pair, category, alpha, sum);
    }
}
