package io.steerscope.statistics.geometry;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import io.steerscope.statistics.embedding.UnitVectors;

/**
 * How an image changed against the unsteered one of the same pair and seed, beside the direction of its prompts. With
 * unit vectors x of the image, x_0 of the unsteered one, A of the source prompt and T of the target prompt, dx = x -
 * x_0 and t = T - A.
 *
 * <p>margin - margin_0 = progress |t|, and |t|^2 = 2 - 2 A.T.
 *
 * @param directional cos(dx, t), in [-1, 1]: the directional similarity of StyleGAN-NADA (Gal et al. 2021, arXiv
 *     2108.00946, its directional loss is 1 less this)
 * @param progress dx.t / |t|, in [-2, 2]: how far the image went that way
 * @param step |dx|, in [0, 2]: how far it went
 * @param drift |dx - progress t / |t||, in [0, 2]: how far it went in other ways
 * @param preservation x.x_0, in [-1, 1]
 */
public record DirectionalFigures(double directional, double progress, double step, double drift, double preservation) {

    /**
     * The figures of an image, all of them unit vectors of one dimension.
     *
     * @return empty where dx or t has no {@linkplain Offsets#hasDirection direction}
     */
    public static Optional<DirectionalFigures> of(
            double[] image, double[] unsteered, double[] source, double[] target) {
        double[] change = Offsets.between(unsteered, image);
        double[] direction = Offsets.between(source, target);
        if (!Offsets.hasDirection(change) || !Offsets.hasDirection(direction)) {
            return Optional.empty();
        }
        double length = Offsets.length(direction);
        double progress = UnitVectors.dot(change, direction) / length;
        double squares = 0.0;
        for (int j = 0; j < change.length; j++) {
            double rest = change[j] - progress * (direction[j] / length);
            squares += rest * rest;
        }
        return Optional.of(new DirectionalFigures(
                Offsets.cosine(change, direction),
                progress,
                Offsets.length(change),
                Math.sqrt(squares),
                UnitVectors.dot(image, unsteered)));
    }

    /**
     * The mean of each figure.
     *
     * @param figures at least one, summed in their order
     */
    static DirectionalFigures mean(List<DirectionalFigures> figures) {
        return new DirectionalFigures(
                mean(figures, DirectionalFigures::directional),
                mean(figures, DirectionalFigures::progress),
                mean(figures, DirectionalFigures::step),
                mean(figures, DirectionalFigures::drift),
                mean(figures, DirectionalFigures::preservation));
    }

    private static double mean(List<DirectionalFigures> figures, ToDoubleFunction<DirectionalFigures> figure) {
        return figures.stream().mapToDouble(figure).reduce(0.0, Double::sum) / figures.size();
    }
}
