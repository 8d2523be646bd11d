package io.steerscope.statistics.geometry;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.diversity.ImagePlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class DirectionBuilderTest {

    private static final float[] SOURCE = {1, 0, 0};
    private static final float[] TARGET = {0, 1, 0};

    private final DirectionBuilder builder = new DirectionBuilder();

    private void add(String pair, double alpha, long seed, float... vector) {
        builder.add(pair, "colour", alpha, seed, vector, SOURCE, TARGET);
    }

    private static DirectionCell cell(DirectionResult result, double alpha) {
        return result.cells().stream()
                .filter(cell -> cell.alpha() == alpha)
                .findFirst()
                .orElseThrow();
    }

    private static DirectionCell.Change change(DirectionResult result, double alpha) {
        DirectionCell.Change change = cell(result, alpha).change();
        assertThat(change).isNotNull();
        return change;
    }

    @Test
    void anImageThatGoesFromSourceToTargetGoesTheirWay() {
        // given
        add("a", 0.0, 1, 2, 0, 0);
        add("a", 1.0, 1, 0, 3, 0);

        // when
        DirectionalFigures figures = builder.result().items().get(1).figures();

        // then
        assertThat(figures).isNotNull();
        assertThat(figures.directional()).isEqualTo(1.0, within(1e-15));
        assertThat(figures.progress()).isEqualTo(Math.sqrt(2.0), within(1e-15));
        assertThat(figures.drift()).isEqualTo(0.0, within(1e-15));
        assertThat(figures.preservation()).isEqualTo(0.0);
    }

    @Test
    void anItemWithAnUnmovedImageStandsInNoMean() {
        // given
        for (String pair : List.of("a", "b", "c")) {
            add(pair, 0.0, 1, 1, 0, 0);
            add(pair, 0.0, 2, 0, 0, 1);
            add(pair, 1.0, 1, 0, 1, pair.equals("b") ? 0.5f : 0);
            add(pair, 1.0, 2, 0, pair.equals("c") ? 0 : 1, 1);
        }

        // when
        DirectionResult result = builder.result();

        // then
        assertThat(change(result, 1.0).unmoved()).isEqualTo(1);
        assertThat(change(result, 1.0).directional().n()).isEqualTo(2);
        assertThat(cell(result, 1.0).margin().n()).isEqualTo(3);
        assertThat(result.items().get(5).figures()).isNull();
        assertThat(result.items().get(5).complete()).isTrue();
        assertThat(result.categories().get(0).images().get(1.0).pairs()).isEqualTo(3);
    }

    @Test
    void anImageWithoutItsUnsteeredOneIsCountedAndItsItemLeftOut() {
        // given
        add("a", 0.0, 1, 1, 0, 0);
        add("a", 1.0, 1, 0, 1, 0);
        add("a", 1.0, 2, 0, 1, 1);
        add("b", 0.0, 1, 1, 0, 0);
        add("b", 0.0, 2, 1, 0, 0);
        add("b", 1.0, 1, 0, 1, 0);
        add("b", 1.0, 2, 0, 1, 1);

        // when
        DirectionResult result = builder.result();

        // then
        assertThat(change(result, 1.0).withoutUnsteered()).isEqualTo(1);
        assertThat(change(result, 1.0).directional().n()).isEqualTo(1);
        assertThat(result.items().get(1).figures()).isNull();
        assertThat(result.images().get(2).hasUnsteered()).isFalse();
    }

    @Test
    void itemsWithMissingSeedsHaveFiguresAndStandInNoMean() {
        // given
        add("a", 0.0, 1, 1, 0, 0);
        add("a", 0.0, 2, 1, 0, 0);
        add("a", 1.0, 1, 0, 1, 0);

        // when
        DirectionResult result = builder.result();

        // then
        assertThat(result.items().get(1).complete()).isFalse();
        assertThat(result.items().get(1).figures()).isNotNull();
        assertThat(change(result, 1.0).directional().n()).isZero();
        assertThat(change(result, 1.0).pHolm()).isEqualTo(1.0);
    }

    @Test
    void theSeedsOfTheDesignDecideWhatIsComplete() {
        // given
        add("a", 0.0, 1, 1, 0, 0);
        add("a", 1.0, 1, 0, 1, 0);

        // when
        DirectionResult result = builder.result(new ImagePlan(Set.of(1L, 2L), false));

        // then
        assertThat(result.items()).noneMatch(DirectionItem::complete);
    }

    @Test
    void pairsOfEqualPromptsAreCountedAndHaveNoDirection() {
        // given
        add("a", 0.0, 1, 1, 0, 0);
        add("a", 1.0, 1, 0, 1, 0);
        builder.add("b", "colour", 0.0, 1, new float[] {1, 0, 0}, SOURCE, new float[] {5, 0, 0});
        builder.add("b", "colour", 1.0, 1, new float[] {0, 1, 0}, SOURCE, new float[] {5, 0, 0});

        // when
        DirectionResult result = builder.result();

        // then
        assertThat(change(result, 1.0).samePrompts()).isEqualTo(1);
        assertThat(change(result, 1.0).unmoved()).isZero();
        assertThat(change(result, 1.0).directional().n()).isEqualTo(1);
        assertThat(result.categories().get(0).texts()).isEqualTo(new OffsetConsistency(1, null, null));
        assertThat(result.pairs().get(1).textDistance()).isZero();
        assertThat(result.pairs().get(0).exemplarCosine()).isNull();
    }

    @Test
    void withoutStrengthZeroThereIsNoChange() {
        // given
        add("a", 0.5, 1, 1, 0, 0);
        add("a", 1.0, 1, 0, 1, 0);

        // when
        DirectionResult result = builder.result();

        // then
        assertThat(result.baseline().steered()).isTrue();
        assertThat(result.cells()).allMatch(cell -> cell.change() == null);
        assertThat(result.categories().get(0).texts().pairs()).isEqualTo(1);
        assertThat(result.categories().get(0).images()).isEmpty();
    }

    @Test
    void unsteeredImagesThatAreStillToComeAreMissingAndNoBaselineOfTheLowestStrength() {
        // given
        add("a", 0.5, 1, 1, 0, 0);

        // when
        DirectionResult result = builder.result(new ImagePlan(Set.of(1L), true));

        // then
        assertThat(result.baseline().steered()).isFalse();
        assertThat(change(result, 0.5).withoutUnsteered()).isEqualTo(1);
    }

    @Test
    void dimensionsThatDifferAreRefused() {
        assertThatThrownBy(() -> add("a", 0.0, 1, 1, 0)).hasMessageContaining("2 elements");
        assertThatThrownBy(() -> new DirectionBuilder().result()).hasMessageContaining("no images");
    }

    @Test
    void ofFiveCategoriesTheirRelationIsTestedAgainstTheirMargin() {
        // given
        for (int category = 0; category < 5; category++) {
            for (int pair = 0; pair < 3; pair++) {
                float spread = (4 - category) * 0.2f * (pair - 1);
                builder.add(
                        "p" + category + pair,
                        "c" + category,
                        1.0,
                        1,
                        new float[] {1, category + 1, 0},
                        SOURCE,
                        new float[] {0, 1, spread});
            }
        }

        // when
        RelationSuccess relation = builder.result().relations().get(0);

        // then
        assertThat(relation.points()).hasSize(5);
        assertThat(relation.concentration().correlation()).isEqualTo(1.0);
        assertThat(relation.concentration().pTwoSided()).isEqualTo(2.0 / 120.0);
    }
}
