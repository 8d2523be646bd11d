package io.steerscope.benchmarks.simulation;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateTableTest {

    @Test
    void sizesAreColumnsAndASizeThatAMethodLacksStaysEmpty() {
        // given
        Experiments.Event early = new Experiments.Event("Wrong", "early", "5 %");
        Experiments.Event late = new Experiments.Event("Wrong", "late", "5 %");

        // when
        String table = RateTable.of(List.of(
                new Rate(early, Population.NORMAL.words(), "n = 5", 1, 8),
                new Rate(early, Population.NORMAL.words(), "n = 50", 1, 4),
                new Rate(late, Population.NORMAL.words(), "n = 50", 1, 2)));

        // then
        assertThat(table)
                .isEqualTo(
                        """
                        **Wrong**

                        | method | values | promised | n = 5 | n = 50 |
                        |---|---|---|---|---|
                        | early | normal | 5 % | 12.5 | 25.0 |
                        | late | normal | 5 % |  | 50.0 |""");
    }
}
