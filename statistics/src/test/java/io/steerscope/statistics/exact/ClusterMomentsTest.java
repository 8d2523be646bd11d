package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClusterMomentsTest {

    @Test
    void sumsAreThoseOfTheClusters() {
        // given
        ItemAccumulator two = ItemAccumulator.EMPTY.addUnits(-7).addUnits(2);
        ItemAccumulator one = ItemAccumulator.EMPTY.addUnits(11);

        // when
        ClusterMoments moments = ClusterMoments.of(List.of(two, one, ItemAccumulator.EMPTY));

        // then
        assertThat(moments.clusters()).isEqualTo(2);
        assertThat(moments.values()).isEqualTo(3);
        assertThat(moments.sum()).isEqualTo(BigInteger.valueOf(6));
        assertThat(moments.squares()).isEqualTo(BigInteger.valueOf(25 + 121));
        assertThat(moments.products()).isEqualTo(BigInteger.valueOf(-5 * 2 + 11));
        assertThat(moments.squaredCounts()).isEqualTo(5);
    }

    @Test
    void aSumThatFillsMoreThanOneWordKeepsEveryBit() {
        // given
        ItemAccumulator wide = ItemAccumulator.EMPTY;
        for (int i = 0; i < 9; i++) {
            wide = wide.add(-4.0);
        }
        BigInteger sum = BigInteger.ONE.shiftLeft(62).multiply(BigInteger.valueOf(-9));

        // when
        ClusterMoments moments = ClusterMoments.EMPTY.add(wide);

        // then
        assertThat(moments.sum()).isEqualTo(sum);
        assertThat(moments.squares()).isEqualTo(sum.pow(2));
        assertThat(moments.products()).isEqualTo(sum.multiply(BigInteger.valueOf(9)));
        assertThat(ClusterMoments.fromBytes(moments.toBytes())).isEqualTo(moments);
    }

    @Test
    void theLargestValuesFillTheSumsWithoutOverflow() {
        // given
        ItemAccumulator cluster = ItemAccumulator.EMPTY.add(4.0);
        for (int doublings = 0; doublings < 30; doublings++) {
            cluster = cluster.merge(cluster);
        }
        ClusterMoments moments = ClusterMoments.EMPTY.add(cluster);
        BigInteger sum = BigInteger.ONE.shiftLeft(62 + 30);

        // when
        ClusterMoments all = moments.merge(moments);

        // then
        assertThat(all.squares()).isEqualTo(sum.pow(2).shiftLeft(1));
        assertThat(all.products()).isEqualTo(sum.shiftLeft(30).shiftLeft(1));
        assertThat(all.mean()).hasValue(4.0);
        assertThat(all.subtract(moments).remove(cluster)).isEqualTo(ClusterMoments.EMPTY);
    }

    @Test
    void bytesAreReadBackAndMalformedOnesAreRefused() {
        // given
        ClusterMoments moments = ClusterMoments.of(
                List.of(ItemAccumulator.EMPTY.add(0.125).add(-0.5), ItemAccumulator.EMPTY.add(-0.75)));
        byte[] good = moments.toBytes();

        // then
        assertThat(ClusterMoments.fromBytes(good)).isEqualTo(moments).hasSameHashCodeAs(moments);
        assertThat(ClusterMoments.fromBytes(ClusterMoments.EMPTY
                                .remove(ItemAccumulator.EMPTY.add(1.0))
                                .toBytes())
                        .add(ItemAccumulator.EMPTY.add(1.0)))
                .isEqualTo(ClusterMoments.EMPTY);
        assertThatThrownBy(() -> ClusterMoments.fromBytes(new byte[0])).hasMessageContaining("format byte missing");
        assertThatThrownBy(() -> ClusterMoments.fromBytes(Arrays.copyOf(good, good.length - 1)))
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> ClusterMoments.fromBytes(Arrays.copyOf(good, good.length + 1)))
                .hasMessageContaining("1 bytes too many");
        assertThatThrownBy(() -> ClusterMoments.fromBytes(ExactMoments.EMPTY.toBytes()))
                .hasMessageContaining("format byte is 5");
        assertThatThrownBy(() -> ClusterMoments.fromBytes(new byte[] {4, 2, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0}))
                .hasMessageContaining("padded integer");
    }
}
