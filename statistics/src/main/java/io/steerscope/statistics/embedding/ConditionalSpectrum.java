package io.steerscope.statistics.embedding;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

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

    static ConditionalSpectrum of(double[][] images, TextMoments moments, double ridge, int n, int dimensions) {
        TextMoments.Explained regression = moments.explained(ridge);
        double[][] root = regression.root();
        double[][] square = Products.squares(root, images.length);
        EigenSpectrum left = EigenSpectrum.of(difference(images, square));
        EigenSpectrum explained = EigenSpectrum.of(images.length <= root.length ? square : Products.gram(root));
        double dof = regression.degreesOfFreedom();
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
    static EigenSpectrum left(double[][] images, double[][] root) {
        return EigenSpectrum.of(difference(images, Products.squares(root, images.length)));
    }

    private static double[][] difference(double[][] images, double[][] square) {
        double[][] left = Products.copy(images);
        for (int i = 0; i < left.length; i++) {
            Products.add(left[i], -1.0, square[i], 0, left.length);
        }
        return left;
    }

    private static double trace(double[][] matrix) {
        double sum = 0.0;
        for (int i = 0; i < matrix.length; i++) {
            sum += matrix[i][i];
        }
        return sum;
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? Double.valueOf(figure.getAsDouble()) : null;
    }
}
