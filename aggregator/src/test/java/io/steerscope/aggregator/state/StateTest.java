package io.steerscope.aggregator.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.ItemSize;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateTest {

    private static final ItemAccumulator COMPLETE =
            ItemAccumulator.EMPTY.add(0.1).add(-0.2).add(0.4);
    private static final ItemAccumulator PARTIAL = ItemAccumulator.EMPTY.add(0.3);

    @Test
    void aCellSurvivesItsBytes() {
        // given
        Cell cell = Cell.EMPTY.add(COMPLETE).add(PARTIAL);

        // when
        Cell read = Cell.fromBytes(cell.toBytes());

        // then
        assertThat(read).isEqualTo(cell).hasSameHashCodeAs(cell);
        assertThat(read.complete(3).n()).isEqualTo(1);
        assertThat(read.partialItems(new ItemSize.Fixed(3))).isEqualTo(1);
        assertThat(read.scores()).isEqualTo(4);
        assertThat(Cell.fromBytes(Cell.EMPTY.toBytes()).isEmpty()).isTrue();
    }

    @Test
    void removingWhatWasAddedLeavesAnEmptyCell() {
        // when
        Cell cell = Cell.EMPTY.add(COMPLETE).add(PARTIAL).remove(COMPLETE).remove(PARTIAL);

        // then
        assertThat(cell).isEqualTo(Cell.EMPTY);
        assertThat(cell.isEmpty()).isTrue();
    }

    @Test
    void brokenBytesAreRefused() {
        // given
        byte[] bytes = Cell.EMPTY.add(COMPLETE).toBytes();

        // then
        assertThatThrownBy(() -> Cell.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cell.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void keysWithSlashesInTheirCategoryAreReadBack() {
        // given
        CategorisedItem item = CategorisedItem.of(
                ToyExperiment.score(ToyExperiment.scores().get(0).getIdentity(), "clip-c", "size / count: a/b", 0.1));

        // then
        assertThat(CategorisedItem.parse(item.text())).isEqualTo(item);
        assertThat(CellKey.parse(item.cell().text())).isEqualTo(item.cell());
        assertThat(item.cell().text()).isEqualTo("toy/clip-c/analogy/0.5/size / count: a/b");
        assertThatThrownBy(() -> CellKey.parse("toy/clip-c")).hasMessageContaining("5 parts");
    }

    @Test
    void theItemsOfAPairSurviveTheirBytes() {
        // given
        PairItems items =
                PairItems.EMPTY.add(0.5, 0.1).add(0.5, -0.2).add(-0.0, 0.4).add(1.0, 0.0);

        // when
        PairItems read = PairItems.fromBytes(items.toBytes());

        // then
        assertThat(read).isEqualTo(items).hasSameHashCodeAs(items);
        assertThat(read.item(0.5)).isEqualTo(ItemAccumulator.EMPTY.add(-0.2).add(0.1));
        assertThat(read.item(0.0)).isEqualTo(ItemAccumulator.EMPTY.add(0.4));
        assertThat(read.item(0.8)).isEqualTo(ItemAccumulator.EMPTY);
        assertThat(PairItems.fromBytes(PairItems.EMPTY.toBytes()).isEmpty()).isTrue();
    }

    @Test
    void marginsOfAPairLeaveInAnyOrder() {
        // given
        PairItems other = PairItems.EMPTY.add(1.0, 0.3);

        // when
        PairItems items = other.add(0.5, 0.1).add(0.8, 0.2).add(0.5, 0.4);

        // then
        assertThat(items.remove(0.5, 0.1).remove(0.8, 0.2).remove(0.5, 0.4)).isEqualTo(other);
        assertThat(items.remove(1.0, 0.3).remove(0.5, 0.4).remove(0.5, 0.1).remove(0.8, 0.2))
                .isEqualTo(PairItems.EMPTY);
        assertThatThrownBy(() -> items.add(Double.NaN, 0.1)).hasMessageContaining("not finite");
    }

    @Test
    void theClusterOfAPairIsTheSumOfItsItemsOfOneSize() {
        // given
        PairItems items = PairItems.EMPTY
                .add(0.5, 0.25)
                .add(0.5, 0.75)
                .add(0.8, -0.5)
                .add(1.0, 0.125)
                .add(1.0, 0.125);

        // then
        assertThat(items.cluster(2)).isEqualTo(ItemAccumulator.EMPTY.add(0.5).add(0.125));
        assertThat(items.cluster(1)).isEqualTo(ItemAccumulator.EMPTY.add(-0.5));
        assertThat(items.cluster(3)).isEqualTo(ItemAccumulator.EMPTY);
        assertThat(items.cluster(0)).isEqualTo(ItemAccumulator.EMPTY);
    }

    @Test
    void cellsOfClustersSurviveTheirBytesAndMerge() {
        // given
        PairItems first = PairItems.EMPTY.add(0.5, 0.25).add(0.8, 0.5).add(0.8, 0.75);
        PairItems second = PairItems.EMPTY.add(0.5, -0.25);
        ClusterCell ofFirst = ClusterCell.EMPTY.replace(PairItems.EMPTY, first);
        ClusterCell ofSecond = ClusterCell.EMPTY.replace(PairItems.EMPTY, second);

        // when
        ClusterCell merged = ofSecond.merge(ofFirst);

        // then
        assertThat(merged)
                .isEqualTo(ofFirst.replace(PairItems.EMPTY, second))
                .hasSameHashCodeAs(ofFirst.merge(ofSecond))
                .isEqualTo(ClusterCell.fromBytes(merged.toBytes()));
        assertThat(merged.complete(1))
                .isEqualTo(
                        ClusterMoments.of(List.of(ItemAccumulator.EMPTY.add(0.25), ItemAccumulator.EMPTY.add(-0.25))));
        assertThat(merged.complete(2)).isEqualTo(ClusterMoments.of(List.of(ItemAccumulator.EMPTY.add(0.625))));
        assertThat(merged.replace(first, PairItems.EMPTY).replace(second, PairItems.EMPTY))
                .isEqualTo(ClusterCell.EMPTY);
    }

    @Test
    void cellsOfPartitionsMergeToTheCellOfAllItems() {
        // given
        Cell first = Cell.EMPTY.add(COMPLETE);
        Cell second = Cell.EMPTY.add(PARTIAL).add(COMPLETE);

        // then
        assertThat(first.merge(second))
                .isEqualTo(Cell.EMPTY.add(COMPLETE).add(COMPLETE).add(PARTIAL));
        assertThat(first.merge(Cell.EMPTY)).isEqualTo(first);
        assertThat(first.replace(COMPLETE, PARTIAL)).isEqualTo(Cell.EMPTY.add(PARTIAL));
        assertThat(first.replace(COMPLETE, ItemAccumulator.EMPTY)).isEqualTo(Cell.EMPTY);
    }

    @Test
    void statesThatAreNotCanonicalAreRefused() {
        // given
        byte[] pair = PairItems.EMPTY.add(0.5, 0.25).add(0.8, 0.25).toBytes();
        byte[] swapped = pair.clone();
        int length = (pair.length - 1) / 2;
        System.arraycopy(pair, 1, swapped, 1 + length, length);
        System.arraycopy(pair, 1 + length, swapped, 1, length);
        byte[] cell = ByMargins.encode((byte) 1, new TreeMap<>(Map.of(2L, ExactMoments.EMPTY)), ExactMoments::toBytes);

        // then
        assertThatThrownBy(() -> PairItems.fromBytes(swapped)).hasMessageContaining("out of order");
        assertThatThrownBy(() -> PairItems.fromBytes(Arrays.copyOf(pair, pair.length - 1)))
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> PairItems.fromBytes(new byte[] {9})).hasMessageContaining("format");
        assertThatThrownBy(() -> Cell.fromBytes(cell)).hasMessageContaining("out of order or empty");
        assertThatThrownBy(() -> ClusterCell.fromBytes(new byte[] {1, 0})).hasMessageContaining("truncated");
    }

    @Test
    void keysOfPairsAndClustersAreReadBack() {
        // given
        PairKey pair = PairKey.of(
                ToyExperiment.score(ToyExperiment.scores().get(0).getIdentity(), "clip-c", "size / count: a/b", 0.1));

        // then
        assertThat(pair.text()).isEqualTo("toy/c0-p0/analogy/clip-c/size / count: a/b");
        assertThat(PairKey.parse(pair.text())).isEqualTo(pair);
        assertThat(pair.clusters().text()).isEqualTo("toy/clip-c/analogy/size / count: a/b");
        assertThat(ClusterKey.parse(pair.clusters().text())).isEqualTo(pair.clusters());
        assertThat(pair.item(0.5).cell()).isEqualTo(pair.cell(0.5));
        assertThatThrownBy(() -> PairKey.parse("toy/c0-p0")).hasMessageContaining("5 parts");
    }
}
