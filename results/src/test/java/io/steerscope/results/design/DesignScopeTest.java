package io.steerscope.results.design;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.CategoryAlpha;

import static org.assertj.core.api.Assertions.assertThat;

class DesignScopeTest {

    @Test
    void pairsForUndecidedCellsAreNotAmongThePlannedItems() {
        // given
        Experiment design = Edited.with(
                ToyExperiment.design(),
                "categories",
                List.of(new CategoryDesign("colour", 50, 20), new CategoryDesign("size", 30, null)));

        // then
        assertThat(DesignScope.plannedItems(design))
                .hasSize(4)
                .containsEntry(new CategoryAlpha("colour", 0.5), 20L)
                .containsEntry(new CategoryAlpha("size", 1.0), 30L);
    }
}
