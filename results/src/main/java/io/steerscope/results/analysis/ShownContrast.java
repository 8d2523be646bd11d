package io.steerscope.results.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Table;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.Sides;
import io.steerscope.statistics.contrast.StandardisedContrast;

/**
 * A contrast with what people call its sides.
 *
 * @param sides what is contrasted
 * @param of the scorer and the method that both sides have in common, as far as they are told: {@code judged by X}
 * @param first the first side
 * @param second what is subtracted
 * @param contrast the figures that are read
 * @param scales standard deviations that the margins of both sides were divided by; null where they were not
 * @param margins where the contrast is one of standardised margins, that of the margins; else null
 */
public record ShownContrast(
        Sides sides,
        String of,
        String first,
        String second,
        PairedContrast contrast,
        @Nullable List<Double> scales,
        @Nullable PairedContrast margins) {

    /** A method less another under one scorer. */
    static ShownContrast of(MethodPairContrast one) {
        return new ShownContrast(
                Sides.METHODS,
                one.scorer() == null ? "" : "judged by " + one.scorer(),
                one.method(),
                one.against(),
                one.contrast(),
                null,
                null);
    }

    /** A contrast of sides that may be on different scales. */
    public static ShownContrast of(Sides sides, String of, String first, String second, ScaledContrast scaled) {
        StandardisedContrast standardised = scaled.standardised();
        return standardised == null
                ? new ShownContrast(sides, of, first, second, scaled.margins(), null, null)
                : new ShownContrast(
                        sides, of, first, second, standardised.contrast(), standardised.scales(), scaled.margins());
    }

    /** {@code FIRST minus SECOND}. */
    String name() {
        return first + " minus " + second;
    }

    /** The name with what both sides have in common. */
    public String heading() {
        return of.isEmpty() ? name() : name() + ", " + of;
    }

    /** A side as people say it: {@code under lerp}. */
    String at(String side) {
        return (sides == Sides.RUNS ? "in " : "under ") + side;
    }

    /** What is contrasted. */
    String quantity() {
        return scales == null ? "margin" : "standardised margin";
    }

    /** What its figures are figures of. */
    public FigureUnit unit() {
        return scales == null ? FigureUnit.MARGIN : FigureUnit.STANDARD_DEVIATIONS;
    }

    /** Whether the first side does more than the second at the largest alpha, in one sentence. */
    public String claim() {
        return ContrastWords.claim(this);
    }

    /** What is left out, and what the figures hold for. */
    public String rest() {
        return ContrastWords.rest(this);
    }

    /** The figures of all groups, the largest alpha first. */
    public Table table() {
        return ContrastBlocks.table(this);
    }

    /**
     * Some contrasts at their largest alpha in one plot; those whose unit is that of the first.
     *
     * @param less what is subtracted from what, in words
     * @param of what all have in common
     * @param byName the contrasts by what they are called in the plot
     */
    public static Optional<Figure> chart(String less, String of, Map<String, ShownContrast> byName) {
        Map<String, ShownContrast> ofOneUnit = new LinkedHashMap<>();
        byName.forEach((name, one) -> {
            if (ofOneUnit.isEmpty() || ofOneUnit.values().iterator().next().unit() == one.unit()) {
                ofOneUnit.put(name, one);
            }
        });
        return ContrastBlocks.chart(less, of, ofOneUnit);
    }

    /** Level and kind of the interval of a group, as {@code 95 % t interval}. */
    String intervalName(double level) {
        String kind = contrast.isFinished() ? "t interval" : "confidence sequence";
        return Numbers.share(level) + " " + kind;
    }
}
