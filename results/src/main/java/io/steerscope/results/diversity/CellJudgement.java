package io.steerscope.results.diversity;

import io.steerscope.statistics.diversity.DiversityVerdict;

/**
 * What is said of one steered cell.
 *
 * @param pHolmMarginUp p-value of a rise of the margin, adjusted by Holm
 * @param pHolmDiversityDown p-value of a loss of diversity of more than the loss of interest, adjusted by Holm
 * @param verdict what follows from the two at level 0.05
 * @param shown the verdict for people: that the margin rose is said by the rule of the shift, that diversity is lost by
 *     the same test of the loss contrast
 */
record CellJudgement(
        double pHolmMarginUp, double pHolmDiversityDown, DiversityVerdict verdict, DiversityVerdict shown) {

    /** A cell that cannot be tested. */
    static final CellJudgement NONE =
            new CellJudgement(1.0, 1.0, DiversityVerdict.UNDECIDED, DiversityVerdict.UNDECIDED);
}
