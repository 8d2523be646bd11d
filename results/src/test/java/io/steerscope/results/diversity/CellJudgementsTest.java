package io.steerscope.results.diversity;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityVerdict;
import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.verdict.VerdictSettings;

import static org.assertj.core.api.Assertions.assertThat;

class CellJudgementsTest {

    private static final BaselineAlpha UNSTEERED = new BaselineAlpha(0.0, false);
    private static final CategoryAlpha CELL = new CategoryAlpha("size", 1.0);
    private static final int PAIRS = 20;

    @Test
    void aLossThatFewPairsMakeUpForIsNotShown() {
        // given: most pairs lose a little, three of twenty are much more varied
        double[] contrasts = IntStream.range(0, PAIRS)
                .mapToDouble(pair -> pair < 3 ? 0.045 : -0.03 - 0.0005 * pair)
                .toArray();

        // when
        CellJudgement judgement = judgement(contrasts);

        // then
        assertThat(judgement.pHolmDiversityDown()).isLessThan(0.05);
        assertThat(judgement.verdict()).isEqualTo(DiversityVerdict.MOVES_BY_COLLAPSE);
        assertThat(judgement.shown()).isEqualTo(DiversityVerdict.MOVES);
    }

    @Test
    void aLossOfAllPairsIsShown() {
        // given
        double[] contrasts = IntStream.range(0, PAIRS)
                .mapToDouble(pair -> -0.03 - 0.0005 * pair)
                .toArray();

        // when
        CellJudgement judgement = judgement(contrasts);

        // then
        assertThat(judgement.verdict()).isEqualTo(DiversityVerdict.MOVES_BY_COLLAPSE);
        assertThat(judgement.shown()).isEqualTo(DiversityVerdict.MOVES_BY_COLLAPSE);
    }

    private static CellJudgement judgement(double[] contrasts) {
        MeanTest rise = test(IntStream.range(0, PAIRS)
                .mapToDouble(pair -> 0.1 + 0.001 * pair)
                .toArray());
        MeanTest loss = test(contrasts);
        double down = loss.pLess() == null ? 1.0 : loss.pLess();
        DiversityCell cell = new DiversityCell(
                CELL.category(),
                CELL.alpha(),
                rise,
                loss,
                new DiversityCell.Change(
                        rise, loss, null, loss, null, 0.0, down, DiversityVerdict.of(true, down < 0.05)));
        VerdictRules rules = new VerdictRules(true, Map.of(CELL, (long) PAIRS), VerdictSettings.defaults(), null);
        return CellJudgements.of(List.of(cell), UNSTEERED, rules).of(cell);
    }

    private static MeanTest test(double[] values) {
        return MeanTest.of(ExactMoments.of(values));
    }
}
