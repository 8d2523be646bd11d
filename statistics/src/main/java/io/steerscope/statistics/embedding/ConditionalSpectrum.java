package io.steerscope.statistics.embedding;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * How many kinds of image a set holds once the influence of its prompts is taken out: C_yy = S + D, D = C_xy' (C_xx +
 * ridge I)^-1 C_xy what the text features x explain, S the Schur complement, what is left.
 *
 * @param textDof sum w / (w + ridge) over the eigenvalues w of C_xx; at ridge 0 its rank
 * @param saturated whether textDof is above n / 2: the scores then mostly say that prompts are many
 * @param traceConditional tr S
 * @param traceExplained tr D
 * @param explainedShare tr D / tr C_yy
 * @param sce Schur complement entropy, exp(tr S H(S)) with weights that are not normalised: 1 where prompts explain
 *     all, Vendi where they explain nothing
 * @param modes exp(H(S)), the effective number of kinds in what is left; null where nothing is left
 * @param promptSce as sce, of D
 * @param promptModes as modes, of D
 * @param eigenvalues the five greatest eigenvalues of S, fewer in fewer dimensions
 */
public record ConditionalSpectrum(
        double textDof,
        boolean saturated,
        double traceConditional,
        double traceExplained,
        double explainedShare,
        double sce,
        @Nullable Double modes,
        double promptSce,
        @Nullable Double promptModes,
        List<Double> eigenvalues) {

    private static final int REPORTED = 5;

    static ConditionalSpectrum of(
            DMatrixRMaj images, TextMoments moments, EigenSpectrum weights, double ridge, int n, int dimensions) {
        DMatrixRMaj root = moments.explainedRoot(ridge);
        EigenSpectrum left = left(images, root);
        EigenSpectrum explained = explained(root);
        double dof = TextMoments.degreesOfFreedom(weights, ridge);
        return new ConditionalSpectrum(
                dof,
                dof > 0.5 * n,
                left.trace(),
                explained.trace(),
                explained.trace() / trace(images),
                left.unnormalisedModes(),
                orNull(left.modes()),
                explained.unnormalisedModes(),
                orNull(explained.modes()),
                DoubleStream.of(left.greatest(Math.min(REPORTED, dimensions)))
                        .boxed()
                        .toList());
    }

    /** The spectrum of S = C_yy - V'V. */
    static EigenSpectrum left(DMatrixRMaj images, DMatrixRMaj root) {
        DMatrixRMaj schur = square(root);
        for (int i = 0; i < schur.data.length; i++) {
            schur.data[i] = images.data[i] - schur.data[i];
        }
        return EigenSpectrum.of(schur);
    }

    /** The spectrum of D: the eigenvalues of V'V above 0 are those of VV'. */
    private static EigenSpectrum explained(DMatrixRMaj root) {
        if (root.numCols <= root.numRows) {
            return EigenSpectrum.of(square(root));
        }
        return EigenSpectrum.of(Products.gram(rows(root)));
    }

    private static DMatrixRMaj square(DMatrixRMaj root) {
        DMatrixRMaj upper = new DMatrixRMaj(root.numCols, root.numCols);
        Products.addSquares(upper, rows(root), 0, root.numRows);
        return Products.symmetric(upper, 1.0);
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(matrix.data, i * matrix.numCols, rows[i], 0, matrix.numCols);
        }
        return rows;
    }

    private static double trace(DMatrixRMaj matrix) {
        double sum = 0.0;
        for (int i = 0; i < matrix.numRows; i++) {
            sum += matrix.get(i, i);
        }
        return sum;
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? Double.valueOf(figure.getAsDouble()) : null;
    }
}
