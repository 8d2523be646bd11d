package io.steerscope.aggregator.state;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.ToyExperiment;
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
        assertThat(read.partialItems(3)).isEqualTo(1);
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
}
