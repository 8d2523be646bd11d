package io.steerscope.statistics.agreement;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class PairCountsProperties {

    @Property(tries = 500)
    void countingByMergeSortGivesTheCountsOfAllPairs(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 63) Integer> pairs) {
        // given
        double[] x = pairs.stream().mapToDouble(pair -> pair / 8).toArray();
        double[] y = pairs.stream().mapToDouble(pair -> pair % 8).toArray();
        int concordant = 0;
        int discordant = 0;
        int tiedXAlone = 0;
        int varyingY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double sign = Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
                concordant += sign > 0 ? 1 : 0;
                discordant += sign < 0 ? 1 : 0;
                tiedXAlone += x[i] == x[j] && y[i] != y[j] ? 1 : 0;
                varyingY += y[i] != y[j] ? 1 : 0;
            }
        }

        // when
        PairCounts counts = PairCounts.of(x, y);

        // then
        assertThat(counts.concordant()).isEqualTo(concordant);
        assertThat(counts.discordant()).isEqualTo(discordant);
        assertThat(counts.varyingY()).isEqualTo(varyingY);
        if (varyingY == 0) {
            assertThat(counts.pairwiseAccuracy()).isEmpty();
        } else {
            assertThat(counts.pairwiseAccuracy().orElseThrow()).isEqualTo((concordant + 0.5 * tiedXAlone) / varyingY);
        }
    }
}
