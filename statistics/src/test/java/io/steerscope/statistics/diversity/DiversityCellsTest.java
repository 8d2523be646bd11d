package io.steerscope.statistics.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.statistics.embedding.BaselineAlpha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DiversityCellsTest {

    private static final BaselineAlpha UNSTEERED = new BaselineAlpha(0.0, false);

    private final List<DiversityItem> items = new ArrayList<>();

    private void item(String category, int pair, double alpha, double margin, @Nullable Double diversity) {
        items.add(new DiversityItem(category + pair, category, alpha, 3, true, margin, diversity));
    }

    private Map<String, DiversityCell.Change> changes(List<DiversityItem> lerp) {
        Map<String, DiversityCell.Change> changes = new TreeMap<>();
        DiversityCells.of(items, lerp, UNSTEERED, 0.1).forEach(cell -> {
            if (cell.change() != null) {
                changes.put(cell.category(), cell.change());
            }
        });
        return changes;
    }

    /** Eight pairs whose margin rises by up, and whose diversity is the given share of the baseline's. */
    private void category(String category, double up, double share) {
        for (int pair = 0; pair < 8; pair++) {
            double jitter = 0.001 * (pair % 3);
            item(category, pair, 0.0, 0.01 * pair, 0.2 + jitter);
            item(category, pair, 1.0, 0.01 * pair + up + (up == 0.0 ? jitter - 0.001 : jitter), share * (0.2 + jitter));
        }
    }

    @Test
    void marginAndDiversityMakeFourVerdicts() {
        // given
        category("moves", 0.1, 1.0);
        category("collapses", 0.0, 0.5);
        category("both", 0.1, 0.5);
        category("neither", 0.0, 1.0);

        // when
        Map<String, DiversityCell.Change> changes = changes(List.of());

        // then
        assertThat(changes.get("moves").verdict()).isEqualTo(DiversityVerdict.MOVES);
        assertThat(changes.get("collapses").verdict()).isEqualTo(DiversityVerdict.COLLAPSES);
        assertThat(changes.get("both").verdict()).isEqualTo(DiversityVerdict.MOVES_BY_COLLAPSE);
        assertThat(changes.get("neither").verdict()).isEqualTo(DiversityVerdict.UNDECIDED);
        assertThat(changes.get("both").diversityRatio()).isEqualTo(0.5, within(0.01));
        assertThat(changes.get("both").verdict().words()).isEqualTo("moves by collapse");
    }

    @Test
    void aLossBelowTheOneOfInterestIsNoCollapse() {
        // given
        category("little", 0.1, 0.95);

        // when
        DiversityCell.Change change = changes(List.of()).get("little");

        // then
        assertThat(change.diversity().pLess()).isLessThan(0.001);
        assertThat(change.lossContrast().mean()).isPositive();
        assertThat(change.verdict()).isEqualTo(DiversityVerdict.MOVES);
    }

    @Test
    void aCellWithoutATestStandsInTheFamilyAndDecidesNothing() {
        // given
        category("tested", 0.1, 0.5);
        item("alone", 0, 0.0, 0.1, 0.2);
        item("alone", 0, 1.0, 0.2, 0.1);

        // when
        Map<String, DiversityCell.Change> changes = changes(List.of());

        // then
        DiversityCell.Change tested = changes.get("tested");
        assertThat(tested.pHolmMarginUp())
                .isEqualTo(2.0 * Objects.requireNonNull(tested.margin().pGreater()), within(1e-15));
        assertThat(changes.get("alone").pHolmMarginUp()).isEqualTo(1.0);
        assertThat(changes.get("alone").verdict()).isEqualTo(DiversityVerdict.UNDECIDED);
    }

    @Test
    void onlyPairsThatAreCompleteAtBothStrengthsAreCompared() {
        // given
        category("c", 0.1, 1.0);
        items.removeIf(item -> item.pair().equals("c3") && item.alpha() == 0.0);
        items.add(new DiversityItem("c9", "c", 1.0, 1, false, 5.0, null));

        // when
        DiversityCell.Change change = changes(List.of()).get("c");

        // then
        assertThat(change.margin().n()).isEqualTo(7);
        assertThat(change.diversity().n()).isEqualTo(7);
    }

    @Test
    void withoutDiversityAtTheBaselineThereIsNoRatio() {
        // given
        for (int pair = 0; pair < 3; pair++) {
            item("zero", pair, 0.0, 0.0, 0.0);
            item("zero", pair, 1.0, 0.1, 0.1 * pair);
            item("none", pair, 0.0, 0.0, null);
            item("none", pair, 1.0, 0.1, null);
        }

        // when
        Map<String, DiversityCell.Change> changes = changes(List.of());

        // then
        assertThat(changes.get("zero").diversityRatio()).isNull();
        assertThat(changes.get("none").diversityRatio()).isNull();
        assertThat(changes.get("none").lossContrast().n()).isZero();
    }

    @Test
    void lerpIsComparedWithAtTheSameStrength() {
        // given
        category("c", 0.1, 0.5);
        List<DiversityItem> lerp = new ArrayList<>(items);
        items.clear();
        category("c", 0.1, 0.45);

        // when
        DiversityCell.Change change = changes(lerp).get("c");

        // then
        assertThat(change.lossContrastToLerp()).isNotNull();
        assertThat(change.lossContrastToLerp().mean()).isEqualTo(0.09 - 0.9 * 0.1, within(0.001));
        assertThat(changes(List.of()).get("c").lossContrastToLerp()).isNull();
    }

    @Test
    void theBaselineIsZeroOrTheLowestStrength() {
        assertThat(BaselineAlpha.of(List.of(0.5, -1.0, 0.0))).isEqualTo(UNSTEERED);
        assertThat(BaselineAlpha.of(List.of(0.8, 0.5))).isEqualTo(new BaselineAlpha(0.5, true));
    }
}
