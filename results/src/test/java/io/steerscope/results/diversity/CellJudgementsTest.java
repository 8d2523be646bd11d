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
import io.steerscope.statistics.verdict.Claim;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.VerdictSettings;

import static org.assertj.core.api.Assertions.assertThat;

class CellJudgementsTest {

    private static final BaselineAlpha UNSTEERED = new BaselineAlpha(0.0, false);
    private static final CategoryAlpha CELL = new CategoryAlpha("size", 1.0);
    private static final int PAIRS = 20;
    private static final VerdictSettings SETTINGS =
            new VerdictSettings(0.95, new SmallestEffect.Margin(0.02), Claim.MOVES);

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

    @Test
    void aCellThatIsShownNotToMoveIsCalledSoAndNotUndecided() {
        // given: margins around 0, far below the smallest effect of interest
        MeanTest none = test(alternating(0.001));

        // when
        CellJudgements judgements = judgements(none, none);

        // then
        assertThat(judgements.of(cell(none, none)).shown()).isEqualTo(DiversityVerdict.UNDECIDED);
        assertThat(judgements.words(cell(none, none))).isEqualTo("does not move");
    }

    @Test
    void aCellOfWhichNothingIsShownIsUndecidedInWords() {
        // given: margins around 0, too scattered for anything
        MeanTest scattered = test(alternating(1.0));

        // when / then
        assertThat(judgements(scattered, scattered).words(cell(scattered, scattered)))
                .isEqualTo("undecided");
    }

    private static double[] alternating(double size) {
        return IntStream.range(0, PAIRS)
                .mapToDouble(pair -> (pair % 2 == 0 ? size : -size) * (1.0 + 0.01 * pair))
                .toArray();
    }

    private static CellJudgement judgement(double[] contrasts) {
        MeanTest rise = test(IntStream.range(0, PAIRS)
                .mapToDouble(pair -> 0.1 + 0.001 * pair)
                .toArray());
        MeanTest loss = test(contrasts);
        return judgements(rise, loss).of(cell(rise, loss));
    }

    private static DiversityCell cell(MeanTest rise, MeanTest loss) {
        double up = rise.pGreater() == null ? 1.0 : rise.pGreater();
        double down = loss.pLess() == null ? 1.0 : loss.pLess();
        return new DiversityCell(
                CELL.category(),
                CELL.alpha(),
                rise,
                loss,
                new DiversityCell.Change(
                        rise, loss, null, loss, null, up, down, DiversityVerdict.of(up < 0.05, down < 0.05)));
    }

    private static CellJudgements judgements(MeanTest rise, MeanTest loss) {
        VerdictRules rules = new VerdictRules(true, Map.of(CELL, (long) PAIRS), SETTINGS, null);
        return CellJudgements.of(List.of(cell(rise, loss)), UNSTEERED, rules);
    }

    private static MeanTest test(double[] values) {
        return MeanTest.of(ExactMoments.of(values));
    }
}
