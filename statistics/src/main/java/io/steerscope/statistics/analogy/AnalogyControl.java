package io.steerscope.statistics.analogy;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How a method does where the second pairs of the questions are exchanged, so that a first pair says nothing about the
 * second.
 *
 * @param top1 of the share of rank 1
 * @param top5 of the share of rank 5 or better
 * @param mrr of the mean of 1 / rank
 */
public record AnalogyControl(Figure top1, Figure top5, Figure mrr) {

    /**
     * One figure under control.
     *
     * @param controls exchanges in which some question has a rank
     * @param mean over the controls; null without any
     * @param asGood share of the controls that do at least as well as the questions; null without any
     * @param p permutation p-value, (1 + controls that do as well) / (1 + controls); null without any
     */
    public record Figure(int controls, @Nullable Double mean, @Nullable Double asGood, @Nullable Double p) {

        private static Figure of(
                AnalogyTotal total, List<AnalogyTotal> controls, Function<AnalogyTotal, @Nullable Double> figure) {
            List<Double> values = controls.stream()
                    .map(figure)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            Double observed = figure.apply(total);
            if (values.isEmpty() || observed == null) {
                return new Figure(0, null, null, null);
            }
            double sum = 0.0;
            int asGood = 0;
            for (double value : values) {
                sum += value;
                asGood += value >= observed ? 1 : 0;
            }
            int n = values.size();
            return new Figure(n, sum / n, (double) asGood / n, (1.0 + asGood) / (1.0 + n));
        }
    }

    static AnalogyControl of(AnalogyTotal total, List<AnalogyTotal> controls) {
        return new AnalogyControl(
                Figure.of(total, controls, AnalogyTotal::top1Share),
                Figure.of(total, controls, AnalogyTotal::top5Share),
                Figure.of(total, controls, AnalogyTotal::mrr));
    }
}
